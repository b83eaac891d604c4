import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { costUnits, type Consumption, type Range, type Usage } from "../../../core/kinds/consumption.ts";
import type { Json } from "../../../core/kinds/serviceKind.ts";
import { sampleTiers, type SampledTier } from "../../../docs/tiers/sampleTenants.ts";
import { consumptionOf, kindOfSample, tierOf } from "../../helpers/plannedBundle.ts";

const samples = sampleTiers();

function sampleOf(tier: string): SampledTier {
  const sample = samples.find((candidate) => tierOf(candidate) === tier);
  if (sample === undefined) throw new TypeError(`no sample of ${tier}`);
  return sample;
}

/** What is expected of each rate, where it counts, of all parts together. */
function expectedOf(consumed: readonly Consumption[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { rate, region, quantity } of consumed.flatMap(({ charges }) => charges)) {
    const key = `${rate} ${region ?? ""}`.trim();
    totals.set(key, (totals.get(key) ?? 0) + quantity.expected);
  }
  return totals;
}

const premium = sampleOf("iaas/premium@1");
const machine = (name: string, count: number, maximum: number, balanced: boolean): Json => ({
  name,
  size: "small",
  count,
  maximum: Math.max(count, maximum),
  ...(balanced && {
    image: "ami-0123456789abcdef0",
    loadBalancer: {
      port: 8080,
      certificateArn: "arn:aws:acm:eu-central-1:000000000000:certificate/12345678-1234-1234-1234-123456789012",
    },
  }),
});

interface Infrastructure {
  readonly groups: readonly { readonly count: number; readonly maximum: number; readonly balanced: boolean }[];
  readonly buckets: number;
  readonly volumes: readonly number[];
  readonly fileSystems: number;
  readonly databases: readonly { readonly storageGiB: number; readonly engine: string }[];
}

const infrastructure: fc.Arbitrary<Infrastructure> = fc.record({
  groups: fc.array(
    fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      maximum: fc.integer({ min: 1, max: 20 }),
      balanced: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  buckets: fc.integer({ min: 0, max: 5 }),
  volumes: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 3 }),
  fileSystems: fc.integer({ min: 0, max: 3 }),
  databases: fc.array(
    fc.record({ storageGiB: fc.integer({ min: 20, max: 900 }), engine: fc.constantFrom("postgres-18", "mysql-8.4") }),
    { maxLength: 3 },
  ),
});

const named = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${what}-${String(index)}`);

function specOf({ groups, buckets, volumes, fileSystems, databases }: Infrastructure): Json {
  return {
    network: (premium.spec as { readonly network: Json }).network,
    machines: groups.map(({ count, maximum, balanced }, index) =>
      machine(`group-${String(index)}`, count, maximum, balanced),
    ),
    buckets: named("bucket", buckets),
    volumes: volumes.map((sizeGiB, index) => ({ name: `volume-${String(index)}`, sizeGiB, zone: "a" })),
    fileSystems: named("share", fileSystems),
    databases: databases.map(({ storageGiB, engine }, index) => ({
      name: `database-${String(index)}`,
      engine,
      size: "medium",
      storageGiB,
    })),
  };
}

const growths: readonly ((order: Infrastructure) => Infrastructure)[] = [
  (order) => ({ ...order, buckets: order.buckets + 1 }),
  (order) => ({ ...order, fileSystems: order.fileSystems + 1 }),
  (order) => ({ ...order, volumes: [...order.volumes, 10] }),
  (order) => ({ ...order, volumes: order.volumes.map((sizeGiB) => sizeGiB + 1) }),
  (order) => ({ ...order, databases: [...order.databases, { storageGiB: 20, engine: "postgres-18" }] }),
  (order) => ({
    ...order,
    databases: order.databases.map((database) => ({ ...database, storageGiB: database.storageGiB + 1 })),
  }),
  (order) => ({ ...order, groups: [...order.groups, { count: 1, maximum: 1, balanced: false }] }),
  // With the most that may run: a group that is no longer scaled has no alarms to scale it by.
  (order) => ({
    ...order,
    groups: order.groups.map(({ count, maximum, ...group }) => ({
      ...group,
      count: count + 1,
      maximum: Math.max(count, maximum) + 1,
    })),
  }),
  (order) => ({
    ...order,
    groups: order.groups.map((group) => ({ ...group, maximum: Math.max(group.count, group.maximum) + 1 })),
  }),
  (order) => ({ ...order, groups: order.groups.map((group) => ({ ...group, balanced: true })) }),
];

const range = (most: number): fc.Arbitrary<Range> =>
  fc
    .tuple(...[0, 0, 0].map(() => fc.double({ min: 0, max: most, noNaN: true, noDefaultInfinity: true })))
    .map((bounds) => bounds.map((bound) => Math.abs(bound)).toSorted((a, b) => a - b))
    .map(([low = 0, expected = 0, high = 0]) => ({ low, expected, high }));

/** Any assumptions that the estate may write for a kind, some of them and by any amounts. */
function anyUsage(sample: SampledTier): fc.Arbitrary<Usage> {
  const said = Object.entries(kindOfSample(sample).assumptions).map(([name, { most = 1e6 }]) =>
    fc.option(range(most).map((amount) => [name, amount] as const)),
  );
  return fc.tuple(...said).map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));
}

describe("of infrastructure", () => {
  test("more of anything lowers what is expected of no rate", () => {
    fc.assert(
      fc.property(infrastructure, fc.constantFrom(...growths), anyUsage(premium), (order, grow, usage) => {
        const before = expectedOf(consumptionOf(premium, { spec: specOf(order) }, usage));
        const after = expectedOf(consumptionOf(premium, { spec: specOf(grow(order)) }, usage));
        // What is added up here is added up in binary fractions.
        const less = [...before].filter(([rate, amount]) => (after.get(rate) ?? 0) < amount * (1 - 1e-9));
        expect(less).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("a tenant that is suspended is charged for no machine, and for all that keeps data", () => {
    const active = expectedOf(consumptionOf(premium));
    const suspended = expectedOf(consumptionOf(premium, { state: "suspended" }));
    expect(suspended.get("aws.ec2.instance.t4g.small.hour")).toBe(0);
    expect(active.get("aws.ec2.instance.t4g.small.hour")).toBe(2409);
    for (const kept of ["aws.s3.standard.gibMonth", "aws.rds.gp3.multi.gibMonth", "aws.efs.standard.gibMonth"]) {
      expect(suspended.get(kept)).toBe(active.get(kept));
      expect(suspended.get(kept)).toBeGreaterThan(0);
    }
  });
});

test("of the platform more environments, hosts or storage lower what is expected of no rate", () => {
  const sample = sampleOf("paas/premium@1");
  const app = { name: "shop", image: "registry.sample.example/shop:1", port: 8080, vcpu: 0.25, memoryMiB: 256 };
  const spec = (environments: number, hosts: number, storageGiB: number): Json => ({
    environments: named("env", environments),
    registries: ["registry.sample.example"],
    apps: [app],
    hosts: named("www", hosts).map((name) => ({ name: `${name}.sample.example` })),
    database: { storageGiB },
  });
  const size = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 1, max: 40 }),
  );
  fc.assert(
    fc.property(size, fc.constantFrom(0, 1, 2), anyUsage(sample), ([environments, hosts, storage], grown, usage) => {
      const more = (which: number): number => (which === grown ? 1 : 0);
      const before = expectedOf(consumptionOf(sample, { spec: spec(environments, hosts, storage) }, usage));
      const after = expectedOf(
        consumptionOf(sample, { spec: spec(environments + more(0), hosts + more(1), storage + more(2)) }, usage),
      );
      const less = [...before].filter(([rate, amount]) => (after.get(rate) ?? 0) < amount * (1 - 1e-9));
      expect(less).toEqual([]);
    }),
  );
});

test("what is usual lies between its bounds, and within what can be", () => {
  const assumptions = samples.flatMap((sample) => Object.values(kindOfSample(sample).assumptions));
  const wrong = assumptions.filter(
    ({ usual: { low, expected, high }, most = high }) =>
      !(0 <= low && low <= expected && expected <= high && high <= most),
  );
  expect(assumptions.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

describe.each(samples.map((sample) => ({ tier: tierOf(sample), sample })))("of $tier", ({ sample }) => {
  test("every quantity is expected between its bounds, whatever is assumed, and every rate ends with its unit", () => {
    fc.assert(
      fc.property(anyUsage(sample), (usage) => {
        for (const { rate, unit, quantity } of consumptionOf(sample, {}, usage).flatMap(({ charges }) => charges)) {
          expect([0, quantity.low, quantity.expected, quantity.high]).toEqual(
            [0, quantity.low, quantity.expected, quantity.high].toSorted((a, b) => a - b),
          );
          expect(costUnits).toContain(unit);
          expect(rate.endsWith(`.${unit}`)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
