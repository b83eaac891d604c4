import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { planDigest, stepDigest } from "../../../../core/plans/stepDigest.ts";
import type { PlannedStep } from "../../../../core/results/steps.ts";

const words = fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 });
const step: fc.Arbitrary<PlannedStep> = fc.record({
  op: fc.constantFrom("create", "update", "replace", "delete"),
  urn: fc.string({ maxLength: 12 }),
  type: fc.string({ maxLength: 12 }),
  name: fc.string({ maxLength: 12 }),
  paths: words,
  causes: words,
  stateful: fc.boolean(),
  protected: fc.boolean(),
  retained: fc.boolean(),
  unprotects: words,
  values: fc.constantFrom("a".repeat(64), "b".repeat(64)),
});
const steps = fc.uniqueArray(step, { selector: ({ urn }) => urn, maxLength: 8 });

describe("the digest of steps", () => {
  test("is the same whatever order they come in", () => {
    fc.assert(
      fc.property(
        steps.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(stepDigest(shuffled)).toBe(stepDigest(all));
        },
      ),
    );
  });

  test("changes with any change of any step, and with a step more or less", () => {
    fc.assert(
      fc.property(steps, fc.nat(), step, (all, at, other) => {
        fc.pre(all.length > 0 && all.every(({ urn }) => urn !== other.urn));
        const index = at % all.length;
        expect(stepDigest(all.toSpliced(index, 1))).not.toBe(stepDigest(all));
        expect(stepDigest([...all, other])).not.toBe(stepDigest(all));
        for (const key of Object.keys(other) as (keyof PlannedStep)[]) {
          const changed = all.map((each, place) => (place === index ? { ...each, [key]: other[key] } : each));
          const isEqual = JSON.stringify(changed) === JSON.stringify(all);
          expect(stepDigest(changed) === stepDigest(all)).toBe(isEqual);
        }
      }),
    );
  });

  test("of a plan changes with any stack's, and not with their order", () => {
    expect(planDigest({ a: "1", b: "2" })).toBe(planDigest({ b: "2", a: "1" }));
    expect(planDigest({ a: "1", b: "2" })).not.toBe(planDigest({ a: "2", b: "1" }));
    expect(planDigest({ a: "1" })).not.toBe(planDigest({ a: "1", b: "2" }));
  });
});
