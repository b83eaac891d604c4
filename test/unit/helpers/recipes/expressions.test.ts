// The recipes' tests are worth what their reading of conditions is.
import { describe, expect, test } from "@jest/globals";

import { fillIn, isDue } from "../../../helpers/recipes/expressions.ts";

const well = { failed: false, cancelled: false };
const failed = { failed: true, cancelled: false };
const cancelled = { failed: false, cancelled: true };

describe("expressions of GitHub's", () => {
  test("are put into texts", () => {
    const contexts = { matrix: { part: 3 }, strategy: { "job-total": 4 } };
    expect(fillIn("${{ matrix.part }}/${{ strategy.job-total }}", contexts)).toBe("3/4");
    expect(fillIn("${{ matrix.none }}", contexts)).toBe("");
    expect(() => fillIn("${{ secrets.KEY }}", contexts)).toThrow("Unrecognized named-value: 'secrets'");
  });

  test.each([
    [undefined, [true, false, false]],
    ["needs.plan.outputs.changes == 'true'", [true, false, false]],
    ["needs.plan.outputs.changes == 'false'", [false, false, false]],
    ["${{ !cancelled() }}", [true, true, false]],
    ["always()", [true, true, true]],
    ["failure()", [false, true, false]],
    ["!cancelled() && needs.plan.outputs.changes == 'false'", [false, false, false]],
  ])("decide by %s whether something is run", (condition, expected) => {
    const contexts = { needs: { plan: { outputs: { changes: "true" } } } };
    expect([well, failed, cancelled].map((status) => isDue(condition, contexts, status))).toEqual(expected);
  });

  test("that ask for what is not known are an error", () => {
    expect(() => isDue("sometimes()", {}, well)).toThrow("Unrecognized function: 'sometimes'");
  });
});
