import { expect, test } from "@jest/globals";

import { wantsColour } from "../../../cli/context.ts";

test.each([
  [true, {}, true],
  [true, { NO_COLOR: "" }, true],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "0" }, false],
  [true, { TERM: "dumb" }, false],
  [true, { TERM: "xterm-256color" }, true],
  [false, {}, false],
  [undefined, {}, false],
  [false, { TERM: "xterm-256color", FORCE_COLOR: "1" }, false],
])("terminal %j with %j: colour %j", (isTerminal, environment, colour) => {
  expect(wantsColour(isTerminal, environment)).toBe(colour);
});
