import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { moneyBy, moneyChanges, moneyOfEarlier } from "../../../../core/margin/fleetMoney.ts";
import { runningTenant } from "../../../../core/margin/runningTenant.ts";
import type { RunningSubscription } from "../../../../core/moves/runningStack.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";
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

const changeOf = (id: string, running: Record<string, RunningSubscription>, of = estate) => {
  const wanted = of.tenants.find(({ resolved }) => resolved.id === id);
  const tenant = wanted && runningTenant(wanted, running, of);
  if (tenant === undefined) return undefined;
  const ids = new Set([id]);
  const before = { ...of, tenants: of.tenants.map((one) => (one.resolved.id === id ? tenant : one)) };
  return moneyChanges(moneyOfEarlier(before, ids, terms), moneyBy(of, ids, terms)).get(id);
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

/** Of 64 processors and more in the cell, nodes of globex's own cost 640.00; premium grants on them what standard does in the cell. */
const ownNodesTexts = (tier: string): Record<string, string> => {
  const base = baseTexts();
  const [standard = "", estateText = "", globex = "", costs = ""] = [
    base["catalogue/paas/standard@1.yaml"],
    base["estate.yaml"],
    base["tenants/globex.yaml"],
    priceBookTexts["pricebook/cell-costs.yaml"],
  ];
  const nodes = "ownNodes: [{ tenant: globex, vcpu: 32, memoryGiB: 128, pods: 330 }]";
  const paid = "ownNodes: [{ tenant: globex, resources: [{ part: own, rate: cell.nodes.month, quantity: 0.5 }] }]";
  return {
    ...priceBookTexts,
    "catalogue/paas/premium@1.yaml": standard
      .replace("name: standard, version: 1", "name: premium, version: 1")
      .replace("isolation: bridge", "isolation: silo")
      .replace("podSecurity: restricted", "podSecurity: restricted, nodes: own"),
    "estate.yaml": estateText.replace("pods: 660 }", `pods: 660 }\n      ${nodes}`),
    "tenants/globex.yaml": globex.replace("tier: standard", `tier: ${tier}`),
    "pricebook/cell-costs.yaml": `${costs.trimEnd()}\n      ${paid}\n`,
  };
};

test("C18: what runs bears the nodes that it is on, and not those that are wanted for it", () => {
  const [shared, own] = [{ cost: "138.40" }, { cost: "666.40" }];
  const ofWanted = (wanted: string, name: string) => {
    const there = baseEstate(ownNodesTexts(wanted));
    return changeOf("globex", runningOf("globex", { tier: { name, version: 1 } }), there);
  };
  expect(ofWanted("standard@1", "premium")).toMatchObject({ before: own, after: shared, cost: "-528.00" });
  expect(ofWanted("premium@1", "standard")).toMatchObject({ before: shared, after: own, cost: "528.00" });
  expect(ofWanted("premium@1", "premium")).toMatchObject({ before: own, after: own, cost: "0.00" });
});

test("what runs in another cell than is wanted bears that cell's cost", () => {
  const base = baseTexts()["estate.yaml"] ?? "";
  const [, cellText = ""] = /(    - id: eu-shared-1\n[^]*?)  jurisdictions/.exec(base) ?? [];
  const second = cellText.replaceAll("eu-shared-1", "eu-shared-2").replace("60c62e9c", "70c62e9c");
  const costs = priceBookTexts["pricebook/cell-costs.yaml"] ?? "";
  const [, costText = ""] = /(    - cell: [^]*)/.exec(costs) ?? [];
  const there = baseEstate({
    ...priceBookTexts,
    "tenants/initech.yaml": undefined,
    "estate.yaml": base.replace("  jurisdictions", `${second}  jurisdictions`),
    "pricebook/cell-costs.yaml":
      costs + costText.replace("eu-shared-1", "eu-shared-2").replace("quantity: 1", "quantity: 2"),
  });
  // Twice the cost of all that it claims: 118.40 more.
  expect(changeOf("globex", runningOf("globex", { cell: "eu-shared-2" }), there)).toMatchObject({
    before: { cost: "256.80" },
    after: { cost: "138.40" },
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
