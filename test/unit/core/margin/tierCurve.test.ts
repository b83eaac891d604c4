import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import type { Estate } from "../../../../core/estate/estate.ts";
import { designOf } from "../../../../core/margin/designOf.ts";
import { tierCurves } from "../../../../core/margin/tierCurve.ts";
import { unprofitableTiers } from "../../../../core/margin/unprofitableTiers.ts";
import { baseEstate } from "../../../helpers/baseEstate.ts";
import { priceBookTexts } from "../../../helpers/priceBooks.ts";

const estate = baseEstate(priceBookTexts);
const day = "2026-12-01";

/** The platform's standard tier as one that runs on nodes of the tenant's own, which no cell has. */
const ownNodes = (): Estate["catalogue"][number] => {
  const entry = estate.catalogue.find(
    ({ manifest: { metadata } }) => `${metadata.service}/${metadata.name}` === "paas/standard",
  );
  if (entry === undefined) throw new Error("there is no such tier");
  const spec = { ...entry.manifest.spec, isolation: "silo" } as const;
  return {
    ...entry,
    manifest: { ...entry.manifest, spec },
    features: { ...(entry.features as object), nodes: "own" },
  };
};

test("a tier that no cell takes is not profitable nor the contrary: it is told why no cell takes it", () => {
  const entry = ownNodes();
  const at = tierCurves(estate, serviceKinds, day).at(entry, 100);
  expect(at).toEqual({ refused: [expect.stringMatching(/^eu-shared-1: .*own/)] });
  expect(unprofitableTiers({ ...estate, catalogue: [entry] }, serviceKinds, day)).toEqual([]);
  const [service] = designOf({ ...estate, catalogue: [entry] }, serviceKinds, day).services;
  // The same at each use, and told once.
  expect(service?.tiers).toMatchObject([{ points: [], paysUpTo: null, ...at }]);
});

test("where there is no cell of its target, that is why", () => {
  const { spec } = estate.manifest;
  const cells = spec.cells.filter(({ target }) => target === "aws");
  const without = { ...estate, manifest: { ...estate.manifest, spec: { ...spec, cells } } };
  expect(tierCurves(without, serviceKinds, day).at(ownNodes(), 10)).toEqual({
    refused: ["The estate has no cell of the target kubernetes."],
  });
});

test("of a tier that one cell takes, nobody is told that others do not", () => {
  const { services } = designOf(estate, serviceKinds, day);
  const tiers = services.flatMap((service) => service.tiers);
  expect(tiers.map(({ refused, points }) => [refused, points.length])).toEqual(tiers.map(() => [[], 10]));
  expect(tiers.length).toBeGreaterThan(1);
});

test("a tier costs what it costs in the cheapest of all cells, tried one by one", () => {
  const { spec } = estate.manifest;
  const [account] = spec.cells.filter((cell) => cell.target === "aws");
  if (account === undefined) throw new Error("there is no account");
  const cells = [
    ...spec.cells,
    // As good as the first, kept for somebody, with fewer zones and in another region.
    { ...account, id: "second" },
    { ...account, id: "own", tenant: "wayne" },
    { ...account, id: "narrow", zones: account.zones.slice(0, 1) },
    { ...account, id: "elsewhere", region: "eu-west-1", copyRegion: "eu-central-1" },
  ];
  const curvesIn = (chosen: typeof cells) =>
    tierCurves({ ...estate, manifest: { ...estate.manifest, spec: { ...spec, cells: chosen } } }, serviceKinds, day);
  const alone = cells.map((cell) => curvesIn([cell]));
  for (const entry of estate.catalogue) {
    const single = alone.map((curves) => curves.at(entry, 100)).filter((one) => "balance" in one);
    const costs = single.map(({ balance }) => Number(balance.cost.expected)).toSorted((a, b) => a - b);
    const all = curvesIn(cells).at(entry, 100);
    expect([entry.document.name, "balance" in all && Number(all.balance.cost.expected)]).toEqual([
      entry.document.name,
      costs[0],
    ]);
  }
});
