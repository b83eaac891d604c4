import { expect, test } from "@jest/globals";

import type { CostEstate } from "../../../../core/cost/estateCosts.ts";
import { costsOf } from "../../../../core/margin/costsOf.ts";
import { marginStandings } from "../../../../core/margin/marginStandings.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { costBasis, kindsThatUse, priceBook } from "../../../helpers/costs.ts";

const day = "2026-12-01";
const { manifest, ...rest } = baseEstate();
const estate = {
  ...rest,
  manifest: { ...manifest, spec: { ...manifest.spec, money: { ...manifest.spec.money, marginFloorPercent: 20 } } },
  costs: costBasis({ priceBooks: [priceBook({ "gateway.month": 100 })] }),
};
const ids = estate.tenants.map(({ resolved }) => resolved.id);

/** Kinds of which every subscription has a gateway, and how many subscriptions have been costed. */
const counting = () => {
  const asked = { times: 0 };
  const kinds = kindsThatUse(() => {
    asked.times += 1;
    const quantity = { low: 1, expected: 1, high: 1 };
    const charges = [{ rate: "gateway.month", unit: "month" as const, quantity }];
    return [{ part: "gateway", type: "a:gateway:Gateway", count: 1, charges }];
  });
  return { asked, kinds };
};
const subscriptions = (of: CostEstate): number =>
  of.tenants.reduce((sum, { resolved }) => sum + resolved.subscriptions.length, 0);

test("a tenant in the estate's currency is costed once, one in another in both", () => {
  const { asked, kinds } = counting();
  const question = { kinds, day, selected: new Set(ids), by: "tenant" } as const;
  costsOf({ ...question, estate });
  expect(asked.times).toBe(subscriptions(estate));

  const [first, ...others] = estate.tenants;
  if (first === undefined) throw new Error("the estate has no tenant");
  const contract = { ...first.resolved.contract, currency: "USD" };
  const abroad = { ...estate, tenants: [{ ...first, resolved: { ...first.resolved, contract } }, ...others] };
  asked.times = 0;
  const { tenants, currency } = costsOf({ ...question, estate: abroad });
  expect(asked.times).toBe(subscriptions(estate) + first.resolved.subscriptions.length);
  expect(tenants.map((tenant) => tenant.currency)).toEqual(["USD", ...others.map(() => currency)]);
});

test("what is assumed of a tenant is costed for itself", () => {
  const { kinds } = counting();
  const dearer = { ...estate, costs: costBasis({ priceBooks: [priceBook({ "gateway.month": 250 })] }) };
  const assumed = { costEstate: dearer, sentences: ["gateways are dearer"] };
  const { whatIf } = costsOf({ estate, kinds, day, selected: new Set(ids.slice(0, 1)), by: "tenant", assumed });
  const count = estate.tenants[0]?.resolved.subscriptions.length ?? 0;
  expect([whatIf?.before.cost, whatIf?.after.cost]).toEqual([`${String(count * 100)}.00`, `${String(count * 250)}.00`]);
});

test("how a tenant's margin stands is found once, however often it is asked for", () => {
  const { asked, kinds } = counting();
  const marginOf = marginStandings(estate, kinds, day);
  const standings = ids.map((id) => [marginOf(id), marginOf(id), marginOf(id)]);
  expect(standings.every(([first, ...others]) => others.every((one) => one === first))).toBe(true);
  expect(asked.times).toBe(subscriptions(estate));
  expect(marginOf("nobody")).toBeUndefined();
});
