import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { budgetOf, planWaves, sizeOf } from "../../../../core/rollouts/planWaves.ts";
import { participant, rolloutOf } from "../../../helpers/rolloutOf.ts";

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 30 });
const orderOf = (all: readonly string[], name = "apps-2"): string[] =>
  planWaves(
    all.map((id) => participant(id)),
    { ...rolloutOf(), metadata: { name } },
  ).flatMap(({ tenants }) => tenants.map(({ id }) => id));

test("the order is the same for the same tenants, however they are given, and a new one changes nobody's place", () => {
  fc.assert(
    fc.property(ids, fc.stringMatching(/^[a-z]{7}$/), (all, added) => {
      const order = orderOf(all);
      expect(order.toSorted()).toEqual(all.toSorted());
      expect(orderOf(all.toReversed())).toEqual(order);
      expect(orderOf([...all, added]).filter((id) => id !== added)).toEqual(order);
    }),
  );
});

test("another rollout begins with others", () => {
  const all = Array.from({ length: 20 }, (_, index) => `t${String(index)}`);
  expect(orderOf(all, "apps-3")).not.toEqual(orderOf(all));
});

test("rings come in the rollout's order, with the sizes of their own waves", () => {
  const early = [1, 2, 3].map((index) => participant(`e${String(index)}`, { ring: "early" }));
  const late = Array.from({ length: 25 }, (_, index) => participant(`l${String(index)}`, { ring: "late" }));
  const spec = { rings: ["late", "early"], wave: { percent: 10, canary: 1 } };
  const plan = planWaves([...early, ...late], rolloutOf(spec));
  expect(plan.map(({ ring, tenants, first, size }) => [ring, tenants.length, first, size])).toEqual([
    ["late", 25, 1, 2],
    ["early", 3, 1, 1],
  ]);
});

test("a wave has one tenant at least, and a budget none at least", () => {
  expect([sizeOf({ percent: 1 }, 3), sizeOf({ percent: 50 }, 5), sizeOf({ tenants: 7 }, 3)]).toEqual([1, 2, 7]);
  expect([budgetOf({ percent: 5 }, 19), budgetOf({ percent: 5 }, 20), budgetOf({ failed: 3 }, 1)]).toEqual([0, 1, 3]);
});
