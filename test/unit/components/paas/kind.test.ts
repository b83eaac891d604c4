import { describe, expect, test } from "@jest/globals";

import { paas } from "../../../../components/paas/kind.ts";

const entitlements = paas.entitlementsSchema.parse({
  environments: 3,
  vcpu: 8,
  memoryGiB: 16,
  storageGiB: 100,
  pods: 90,
});
const titles = (features: object): string[] =>
  paas.tradeOffs({ entitlements, features: paas.featuresSchema.parse(features) }).map(({ title }) => title);

describe("what a tier of the platform leaves open", () => {
  test("is told of the weakest tier", () => {
    expect(titles({ podSecurity: "baseline" })).toEqual([
      "Pods may run as root",
      "Shared nodes",
      "One container may take all",
      "One network in an environment",
      "Egress by address",
      "Developers see every secret",
      "Volumes are kept by convention",
      "Addresses of services",
      "Suspended pods run on",
    ]);
  });

  test("is less where the tier closes it", () => {
    const strict = titles({ podSecurity: "restricted", containerMaximum: { vcpu: 2, memoryGiB: 4 } });
    expect(titles({ podSecurity: "baseline" }).filter((title) => !strict.includes(title))).toEqual([
      "Pods may run as root",
      "One container may take all",
    ]);
  });
});

test("an order comes to as many environments as it names", () => {
  const spec = paas.specSchema.parse({ environments: ["prod", "staging"] });
  expect(paas.demand(spec, paas.featuresSchema.parse({ podSecurity: "restricted" }))).toEqual({
    environments: { amount: 2, path: ["environments"] },
  });
});
