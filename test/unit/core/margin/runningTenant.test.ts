import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { moneyBy, moneyChanges, moneyOfEarlier } from "../../../../core/margin/fleetMoney.ts";
import { runningTenant } from "../../../../core/margin/runningTenant.ts";
import type { RunningSubscription } from "../../../../core/moves/runningStack.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { priceBookTexts } from "../../../helpers/priceBooks.ts";

const estate = baseEstate(priceBookTexts);
const terms = { kinds: serviceKinds, day: "2026-12-01" };

const tenantOf = (id: string) => {
  const tenant = estate.tenants.find(({ resolved }) => resolved.id === id);
  if (tenant === undefined) throw new Error(`there is no ${id}`);
  return tenant;
};

/** What a stack's outputs say where exactly this runs. */
const runningOf = (id: string, more: Partial<RunningSubscription> = {}): Record<string, RunningSubscription> =>
  Object.fromEntries(
    tenantOf(id).resolved.subscriptions.map(({ name, service, tier, cell, bundle }) => [
      name,
      { service, tier, cell: cell.id, bundle: bundle as RunningSubscription["bundle"], ...more },
    ]),
  );

const changeOf = (id: string, running: Record<string, RunningSubscription>) => {
  const tenant = runningTenant(tenantOf(id), running, estate);
  if (tenant === undefined) return undefined;
  const ids = new Set([id]);
  const before = { ...estate, tenants: estate.tenants.map((one) => (one.resolved.id === id ? tenant : one)) };
  return moneyChanges(moneyOfEarlier(before, ids, terms), moneyBy(estate, ids, terms)).get(id);
};

test("C18: where what runs is what should, nothing becomes other", () => {
  for (const id of ["acme", "globex", "initech"]) {
    expect(changeOf(id, runningOf(id))).toMatchObject({ price: "0.00", cost: "0.00", margin: "0.00" });
  }
});

test("C18: another tier that runs is priced by its version, and its share of the cell by what it grants", () => {
  const starter = { name: "starter", version: 1 };
  // The starter grants a quarter of processors and memory and a fifth of the storage: 29.28 in the place of 118.40.
  expect(changeOf("globex", runningOf("globex", { tier: starter }))).toMatchObject({
    before: { price: "90.00", cost: "49.28" },
    after: { price: "390.00", cost: "138.40" },
    price: "300.00",
    cost: "89.12",
    margin: "210.88",
  });
});

test("of a tier, add-on or cell that the estate no longer has, nothing is known", () => {
  expect(changeOf("acme", runningOf("acme", { tier: { name: "gone", version: 9 } }))).toBeUndefined();
  expect(changeOf("acme", runningOf("acme", { addOns: ["gone@1"] }))).toBeUndefined();
  expect(changeOf("acme", runningOf("acme", { cell: "gone" }))).toBeUndefined();
  expect(changeOf("acme", {})).toBeUndefined();
});

test("a bundle that this version's kind cannot read is not known, and stops nothing", () => {
  expect(changeOf("acme", runningOf("acme", { bundle: { buckets: 3 } }))).toBeUndefined();
});
