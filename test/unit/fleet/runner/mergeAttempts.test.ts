import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { nothingDone, type ResourceChanges, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { mergeAttempts } from "../../../../fleet/runner/mergeAttempts.ts";

const changes = (some: Partial<ResourceChanges>): ResourceChanges => ({
  create: 0,
  update: 0,
  replace: 0,
  delete: 0,
  same: 0,
  ...some,
});

const outcome = (result: RunOutcome["result"], some: Partial<ResourceChanges>): RunOutcome =>
  nothingDone({ result, attempts: 1, changes: changes(some) });

test.each([
  [
    "what was made in two attempts is created",
    [
      ["failed", { create: 20 }],
      ["updated", { create: 12, same: 20 }],
    ],
    "created",
    { create: 32 },
  ],
  [
    "what was there before is updated",
    [
      ["failed", { create: 2, same: 5 }],
      ["updated", { create: 1, same: 7 }],
    ],
    "updated",
    { create: 3, same: 5 },
  ],
  [
    "an attempt that only found what the first had made",
    [
      ["failed", { create: 3 }],
      ["unchanged", { same: 3 }],
    ],
    "created",
    { create: 3 },
  ],
  [
    "nothing was done by either",
    [
      ["failed", {}],
      ["unchanged", { same: 3 }],
    ],
    "unchanged",
    { same: 3 },
  ],
  [
    "removed in two attempts",
    [
      ["failed", { delete: 4 }],
      ["destroyed", { delete: 2 }],
    ],
    "destroyed",
    { delete: 6 },
  ],
  [
    "failed in both",
    [
      ["failed", { create: 1 }],
      ["failed", { create: 1, same: 1 }],
    ],
    "failed",
    { create: 2 },
  ],
] as const)("%s", (_what, attempts, result, expected) => {
  const merged = mergeAttempts(
    attempts.map(([ended, some]) => outcome(ended, some)),
    true,
  );
  expect(merged).toMatchObject({ result, attempts: 2, changes: changes(expected) });
});

test("a preview that was tried again shows what the last one showed", () => {
  const merged = mergeAttempts([outcome("failed", { create: 3 }), outcome("previewed", { create: 5 })], false);
  expect(merged).toMatchObject({ result: "previewed", attempts: 2, changes: changes({ create: 5 }) });
});

test("one attempt is told as it was", () => {
  const only = outcome("updated", { create: 1, same: 3 });
  expect(mergeAttempts([only], true)).toEqual(only);
});

test("what was done is never forgotten, whatever the attempts did", () => {
  const some = fc.record({
    create: fc.nat(9),
    update: fc.nat(9),
    replace: fc.nat(9),
    delete: fc.nat(9),
    same: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 4 }), (all) => {
      const merged = mergeAttempts(
        all.map((one) => outcome("failed", one)),
        true,
      );
      for (const key of ["create", "update", "replace", "delete"] as const) {
        expect(merged.changes[key]).toBe(all.reduce((sum, one) => sum + one[key], 0));
      }
      expect(merged.changes.same).toBeGreaterThanOrEqual(0);
      expect(merged.attempts).toBe(all.length);
    }),
  );
});
