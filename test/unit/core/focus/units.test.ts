import { expect, test } from "@jest/globals";

import { focusUnit } from "../../../../core/focus/units.ts";

test.each([
  ["month", "Months"],
  ["gibMonth", "GiB-Months"],
  ["GiB-month", "GiB-Months"],
  ["million", "1000000 Units"],
  ["vcpu", "Cores"],
  ["messages", "Messages"],
  ["constructor", "Constructor"],
])("%s is %s", (unit, name) => {
  expect(focusUnit(unit)).toBe(name);
});
