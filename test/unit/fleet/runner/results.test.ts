import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { exitCodeHelp } from "../../../../cli/context.ts";
import { runOutcome } from "../../../../core/results/runOutcome.ts";
import { exitCodeOf } from "../../../../fleet/runner/results.ts";

test.each([
  [[], 0],
  [["created", "unchanged"], 0],
  [["failed"], 1],
  [["failed", "failed"], 1],
  [["failed", "not-started"], 1],
  [["failed", "updated"], 3],
  [["failed", "updated", "not-started"], 3],
  [["refused"], 1],
  [["refused", "updated"], 3],
  [["needs-approval", "updated"], 4],
  [["needs-approval", "failed"], 3],
  [["interrupted", "failed", "created"], 130],
  [["created", "not-started"], 130],
] as const)("exitCodeOf %j is %i", (results, code) => {
  expect(exitCodeOf(results.map((result) => ({ result })))).toBe(code);
});

const result = runOutcome.shape.result;
const good = new Set(["created", "updated", "unchanged", "destroyed", "previewed"]);
const bad = new Set(["failed", "refused"]);

test("the exit code says no less and no more than the results, in whatever order they are", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...result.options), { maxLength: 8 }), (results) => {
      const of = (all: typeof results) => exitCodeOf(all.map((one) => ({ result: one })));
      const code = of(results);
      expect(of(results.toReversed())).toBe(code);
      expect(exitCodeHelp).toMatch(new RegExp(`^ {2}${String(code)} `, "m"));
      expect(code === 0).toBe(results.every((one) => good.has(one)));
      if (code === 1) expect(results.every((one) => bad.has(one) || one === "not-started")).toBe(true);
      if (code === 3) expect(results.some((one) => bad.has(one)) && results.some((one) => !bad.has(one))).toBe(true);
      if (code === 4) expect(results.some((one) => bad.has(one) || one === "not-started")).toBe(false);
      expect(code === 130 || !results.includes("interrupted")).toBe(true);
    }),
  );
});
