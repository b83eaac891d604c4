import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import { serviceKinds } from "../../../components/registry.ts";
import type { Json } from "../../../core/kinds/serviceKind.ts";
import { exampleEstate } from "../../helpers/exampleEstate.ts";

const estate = exampleEstate();

const bounds = z.object({ properties: z.record(z.string(), z.object({ minimum: z.int(), maximum: z.int() })) });

/** Anything that a kind's schema lets a tier grant: small things as often as the largest. */
const granted = (schema: z.ZodType): fc.Arbitrary<Record<string, number>> => {
  const { properties } = bounds.parse(z.toJSONSchema(schema));
  const amounts = Object.entries(properties).map(([name, { minimum, maximum }]): [string, fc.Arbitrary<number>] => {
    const few = Math.min(maximum, minimum + 5);
    const amount = fc.oneof(
      fc.integer({ min: minimum, max: few }),
      fc.integer({ min: minimum, max: maximum }),
      fc.constant(maximum),
    );
    return [name, amount];
  });
  return fc.record(Object.fromEntries(amounts));
};

const size = (vcpu: number, memoryGiB: number) => ({ vcpu, memoryGiB });
const sizes = (instanceType: string, minLength: number) =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: 768 })), {
      minLength,
      maxLength: 30,
    })
    .map((all) =>
      Object.fromEntries(
        all.map(([vcpu, memory], at) => [`s-${String(at)}`, { instanceType, ...size(vcpu, memory / 2) }]),
      ),
    );

/** What tiers switch on that decides what is ordered, on top of what a tier of the example estate has. */
const switched: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  iaas: fc.record(
    {
      zones: fc.integer({ min: 1, max: 3 }),
      machineSizes: sizes("m7g.large", 0),
      loadBalancers: fc.constantFrom(undefined, { deletionProtection: true }),
      database: fc.oneof(
        fc.constant(undefined),
        sizes("db.m7g.large", 1).map((all) => ({ sizes: all, backupRetentionDays: 7 })),
      ),
      accessRoles: fc.constantFrom([], ["read-only"]),
    },
    { requiredKeys: [] },
  ),
  paas: fc.record(
    {
      containerMaximum: fc.record({
        vcpu: fc.integer({ min: 1, max: 512 }),
        memoryGiB: fc.integer({ min: 1, max: 4096 }),
      }),
      database: fc.constantFrom(undefined, { instances: 1, vcpu: 1, memoryGiB: 2 }),
    },
    { requiredKeys: [] },
  ),
  saas: fc.record(
    { channels: fc.constantFrom({ late: { version: "1.0.0", image: "registry.northwind.example/notes:1.0.0" } }) },
    { requiredKeys: [] },
  ),
  storage: fc.record(
    { rights: fc.constantFrom([], ["read"], ["administer"], ["administer", "write"], ["read", "write", "administer"]) },
    { requiredKeys: [] },
  ),
};

test("every kind is tried", () => {
  expect(Object.keys(switched).toSorted()).toEqual(Object.keys(serviceKinds).toSorted());
});

describe.each(Object.values(serviceKinds).map((kind) => [kind.name, kind] as const))("%s", (service, kind) => {
  const cells = estate.manifest.spec.cells.filter(({ target }) => target === kind.target);
  const bases = estate.catalogue.filter(({ manifest }) => manifest.metadata.service === service);
  const offers = fc
    .tuple(granted(kind.entitlementsSchema), fc.constantFrom(...bases), switched[service] ?? fc.constant({}))
    .map(([entitlements, base, features]) => ({
      entitlements: kind.entitlementsSchema.parse(entitlements) as Readonly<Record<string, number>>,
      features: kind.featuresSchema.parse({ ...(base.features as Record<string, unknown>), ...features }),
    }));
  const place = fc.constantFrom(...cells).map((cell) => ({ cell, network: "10.0.0.0/20", domain: "sample.example" }));

  test("whatever a tier grants, an order of any part of it is one that its own schema takes, and no more than is granted", () => {
    fc.assert(
      fc.property(offers, place, fc.integer({ min: 1, max: 100 }), (offer, where, percent) => {
        const ordered: Json = kind.scaledSpec(offer, where, percent);
        const parsed = kind.specSchema.safeParse(ordered);
        expect(parsed.error?.issues ?? []).toEqual([]);
        for (const [name, { amount }] of Object.entries(kind.demand(parsed.data, offer.features)))
          expect([name, amount <= (offer.entitlements[name] ?? 0)]).toEqual([name, true]);
      }),
      { numRuns: 500 },
    );
  });
});
