/** The example's price books have a rate for whatever a tier of the example can use, in three regions. */
import { describe, expect, test } from "@jest/globals";

import { unitCostsOn, unitOf } from "../../../core/cost/unitCosts.ts";
import type { Charge } from "../../../core/kinds/consumption.ts";
import type { Json } from "../../../core/kinds/serviceKind.ts";
import { sampleTiers, type SampledTier } from "../../../docs/tiers/sampleTenants.ts";
import { exampleEstate } from "../../helpers/exampleEstate.ts";
import { bundleOf, kindOfSample } from "../../helpers/plannedBundle.ts";

const estate = exampleEstate();
const unitCosts = unitCostsOn(estate.costs, "2026-12-01", "EUR");

type List = readonly { readonly name: string; readonly [key: string]: Json }[];

/** The orders of all sizes and engines that a tier sells: what its sample orders one of. */
function ordersOf({ spec, entry }: SampledTier): Json[] {
  const order = spec as { readonly machines?: List; readonly databases?: List };
  const { machineSizes = {}, database } = entry.features as {
    readonly machineSizes?: object;
    readonly database?: { readonly sizes?: object };
  };
  const machines = Object.keys(machineSizes).map((size) => ({
    ...order,
    machines: (order.machines ?? []).map((group) => ({ ...group, size })),
  }));
  const databases = Object.keys(database?.sizes ?? {}).flatMap((size) =>
    ["postgres-18", "mysql-8.4"].map((engine) => ({
      ...order,
      databases: (order.databases ?? []).map((each) => ({ ...each, size, engine })),
    })),
  );
  return [spec, ...(order.machines === undefined ? [] : machines), ...(order.databases === undefined ? [] : databases)];
}

const charges = sampleTiers().flatMap((sample): readonly Charge[] =>
  ordersOf(sample).flatMap((spec) =>
    kindOfSample(sample)
      .consumption(bundleOf(sample, { spec }), {})
      .flatMap((consumed) => consumed.charges),
  ),
);
const { support, cells } = estate.costs;
if (support === undefined) throw new TypeError("the example says nothing of support");
/** What the documents of costs themselves are paid by, wherever a tenant is. */
const everywhere = [support.rate, ...support.tools.map(({ rate }) => rate)];
const names = [
  ...new Map([
    ...charges.map(({ rate, unit }) => [rate, unit] as const),
    ...everywhere.map((rate) => [rate, unitOf(rate)] as const),
  ]),
].toSorted();

test("what is looked for are all the rates, of every size", () => {
  expect(names.length).toBeGreaterThan(50);
  for (const rate of [
    "support.hour",
    "tools.monitoring.month",
    "aws.ec2.instance.m7g.xlarge.hour",
    "aws.rds.instance.mysql.db.m7g.xlarge.multi.hour",
  ]) {
    expect(names.map(([name]) => name)).toContain(rate);
  }
});

describe.each(["eu-central-1", "eu-west-1", "us-east-1"])("in %s", (region) => {
  test.each(names)("%s has a rate", (rate, unit) => {
    expect(unitCosts.of(rate, unit, region)).toEqual({
      amount: expect.anything() as unknown,
      example: expect.any(Boolean) as unknown,
    });
  });
});

test("all that shared cells and own nodes cost has a rate where they are", () => {
  const regions = new Map(estate.manifest.spec.cells.map(({ id, region }) => [id, region]));
  const paid = cells.flatMap(({ cell, resources, ownNodes }) =>
    [...resources, ...ownNodes.flatMap((nodes) => nodes.resources)].map(({ rate }) => ({ cell, rate })),
  );
  expect(new Set(paid.map(({ cell }) => cell))).toEqual(new Set(cells.map(({ cell }) => cell)));
  expect(cells.some(({ ownNodes }) => ownNodes.length > 0)).toBe(true);
  const missing = paid.filter(
    ({ cell, rate }) => "reason" in unitCosts.of(rate, unitOf(rate), regions.get(cell) ?? ""),
  );
  expect(missing).toEqual([]);
});

test("only what was read is no example", () => {
  const read = (region: string): string[] =>
    names.flatMap(([rate]) => {
      return estate.costs.priceBooks.some(
        ({ spec }) => spec.source.kind === "published" && (spec.region ?? region) === region && rate in spec.rates,
      )
        ? [rate]
        : [];
    });
  expect(read("eu-central-1")).toEqual(["aws.kms.key.month"]);
  expect(read("us-east-1")).toEqual([
    "aws.ec2.instance.m7g.large.hour",
    "aws.ec2.instance.m7g.xlarge.hour",
    "aws.ec2.instance.t4g.small.hour",
    "aws.kms.key.month",
  ]);
});

test("nothing of the example estate lacks a rate", () => {
  const gaps = estate.costs.cells.flatMap(({ resources, ownNodes }) => [
    ...resources,
    ...ownNodes.flatMap((nodes) => nodes.resources),
  ]);
  const other = [...gaps.map(({ rate }) => rate), ...(estate.costs.support?.tools ?? []).map(({ rate }) => rate)];
  const lacking = other.filter((rate) => {
    const cost = unitCosts.of(rate, rate.split(".").at(-1) as Charge["unit"], "eu-central-1");
    return "reason" in cost;
  });
  expect(lacking).toEqual([]);
});
