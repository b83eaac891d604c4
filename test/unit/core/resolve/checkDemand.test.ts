import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import type { CatalogueEntry } from "../../../../core/estate/estate.ts";
import { checkDemand } from "../../../../core/resolve/checkDemand.ts";

const tier = (name: string, monthly: number, entitlements: object): CatalogueEntry => {
  return {
    manifest: { metadata: { name, version: 1 }, spec: { price: { monthly } } },
    entitlements,
  } as unknown as CatalogueEntry;
};

const tiers = [
  tier("premium", 900, { machines: 50, buckets: 50 }),
  tier("standard", 400, { machines: 10, buckets: 5 }),
  tier("compact", 300, { machines: 2, buckets: 20 }),
];
const demand = (machines: number, buckets: number) => ({
  machines: { amount: machines, path: ["machines"] },
  buckets: { amount: buckets, path: ["buckets"] },
});
const fixes = (machines: number, buckets: number): string[] => {
  return checkDemand(demand(machines, buckets), { machines: 1, buckets: 1 }, "starter@1", tiers).map(
    ({ fix }) => fix ?? "",
  );
};

describe("an order within what its tier grants", () => {
  test("is fine up to the last one", () => {
    expect(checkDemand(demand(1, 1), { machines: 1, buckets: 1 }, "starter@1", tiers)).toEqual([]);
  });

  test("is told each excess: limit, asked, and the smallest tier that grants the whole order", () => {
    expect(checkDemand(demand(3, 4), { machines: 1, buckets: 1 }, "starter@1", tiers)).toEqual([
      {
        code: "TEN208",
        path: ["machines"],
        message: "The order comes to machines: 3, and starter@1 grants 1.",
        allowed: "at most 1",
        fix: "Order less, or choose standard@1, the smallest tier that grants it.",
      },
      {
        code: "TEN208",
        path: ["buckets"],
        message: "The order comes to buckets: 4, and starter@1 grants 1.",
        allowed: "at most 1",
        fix: "Order less, or choose standard@1, the smallest tier that grants it.",
      },
    ]);
  });

  test.each([
    [2, 4, "compact@1"],
    [3, 6, "premium@1"],
    [2, 20, "compact@1"],
  ])("%i machines and %i buckets need %s", (machines, buckets, name) => {
    expect(fixes(machines, buckets)).toContain(`Order less, or choose ${name}, the smallest tier that grants it.`);
  });

  test("that no tier grants is said to be so", () => {
    expect(fixes(51, 1)).toEqual(["Order less; no tier grants this much."]);
  });

  test("an entitlement that a tier does not name grants nothing, and no name reaches into the language", () => {
    const hostile = { toString: { amount: 1, path: [] } };
    expect(checkDemand(hostile, {}, "starter@1", tiers).map(({ message }) => message)).toEqual([
      "The order comes to toString: 1, and starter@1 grants 0.",
    ]);
  });

  test("C7: only what the customer orders counts, not what the platform adds", () => {
    // The bundle sets container defaults and quotas for every environment, and a database brings copies and pods of its own.
    const spec = serviceKinds["paas"]?.specSchema.parse({
      environments: ["prod", "staging"],
      database: { storageGiB: 10 },
    });
    expect(serviceKinds["paas"]?.demand(spec, {})).toEqual({
      environments: { amount: 2, path: ["environments"] },
      apps: { amount: 0, path: ["apps"] },
      hosts: { amount: 0, path: ["hosts"] },
      databaseStorageGiB: { amount: 20, path: ["database"] },
    });
    const network = serviceKinds["iaas"]?.specSchema.parse({ network: { cidr: "10.0.0.0/20" }, buckets: ["assets"] });
    expect(serviceKinds["iaas"]?.demand(network, {})).toMatchObject({ buckets: { amount: 1, path: ["buckets"] } });
  });
});
