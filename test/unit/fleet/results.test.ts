import { expect, test } from "@jest/globals";

import { exitCodeOf } from "../../../fleet/results.ts";

test.each([
  [[], 0],
  [["created", "unchanged"], 0],
  [["failed"], 1],
  [["failed", "failed"], 1],
  [["failed", "updated"], 3],
  [["refused"], 1],
  [["refused", "updated"], 3],
  [["needs-approval", "updated"], 4],
  [["needs-approval", "failed"], 3],
  [["interrupted", "failed", "created"], 130],
] as const)("exitCodeOf %j is %i", (results, code) => {
  expect(exitCodeOf(results.map((result) => ({ result })))).toBe(code);
});
