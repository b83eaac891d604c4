import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { compareOffers, comparePrices } from "../../../../core/moves/compareOffers.ts";
import type { ResolvedSubscription } from "../../../../core/resolve/resolvedTenant.ts";

const support = { plan: "business", hours: "Mon-Fri", firstResponseMinutes: { critical: 60, high: 240, normal: 1440 } };
const offer = (change: object): ResolvedSubscription =>
  ({
    ...{ entitlements: { buckets: 1 }, features: {}, isolation: "pool", support },
    ...{ sla: { availability: 99, rpoHours: 24, rtoHours: 8 }, price: { monthly: 90, currency: "EUR", meters: [] } },
    ...change,
  }) as unknown as ResolvedSubscription;
const told = (before: object, after: object): string[] =>
  compareOffers(offer(before), offer(after)).map(
    (one) => `${one.field}: ${JSON.stringify(one.before)} → ${JSON.stringify(one.after)} ${one.effect}`,
  );

describe("compareOffers", () => {
  test("says nothing of what is the same", () => {
    expect(told({ features: { zones: [1, { a: 2 }] } }, { features: { zones: [1, { a: 2 }] } })).toEqual([]);
  });

  test.each<[string, object, object, string[]]>([
    ["more of something", {}, { entitlements: { buckets: 5 } }, ["entitlements.buckets: 1 → 5 gained"]],
    ["less of something", { entitlements: { buckets: 5 } }, {}, ["entitlements.buckets: 5 → 1 lost"]],
    ["something new", {}, { features: { backup: { days: 7 } } }, ["features.backup.days: null → 7 gained"]],
    ["something that goes", { features: { dns: true } }, {}, ["features.dns: true → null lost"]],
    ["what is switched off", { features: { a: true } }, { features: { a: false } }, ["features.a: true → false lost"]],
    ["what is switched on", { features: { a: false } }, { features: { a: true } }, ["features.a: false → true gained"]],
    ["a list, as a whole", { features: { a: ["x"] } }, { features: { a: [] } }, ['features.a: ["x"] → [] changed']],
    ["a word", {}, { isolation: "silo" }, ['isolation: "pool" → "silo" changed']],
    [
      "times, of which less is better",
      {},
      { sla: { availability: 98, rpoHours: 48, rtoHours: 4 } },
      ["sla.availability: 99 → 98 lost", "sla.rpoHours: 24 → 48 lost", "sla.rtoHours: 8 → 4 gained"],
    ],
  ])("tells %s", (_what, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});

describe("comparePrices", () => {
  const price = (monthly: number, currency = "EUR", meters: object[] = []) =>
    offer({ price: { monthly, currency, meters } });

  test("is exact for every two amounts of four decimals", () => {
    const amount = fc.nat(10 ** 10).map((parts) => parts / 10_000);
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        const { difference } = comparePrices(price(before), price(after));
        const parts = (value: number): bigint => BigInt(Math.round(value * 10_000));
        expect(parts(difference ?? NaN)).toBe(parts(after) - parts(before));
        expect(String(difference)).toMatch(/^-?\d+(?:\.\d{1,4})?$/);
      }),
    );
  });

  test("gives no difference between two currencies, and names meters that differ", () => {
    const storage = { meter: "storageGiB", included: 100, unitPrice: 0.05 };
    const traffic = { meter: "trafficGiB", included: 0, unitPrice: 0.1 };
    expect(
      comparePrices(
        price(190, "EUR", [storage, traffic]),
        price(10.1, "USD", [{ ...storage, included: 500 }, traffic]),
      ),
    ).toEqual({
      before: { monthly: 190, currency: "EUR" },
      after: { monthly: 10.1, currency: "USD" },
      difference: null,
      meters: [
        {
          meter: "storageGiB",
          before: { included: 100, unitPrice: 0.05 },
          after: { included: 500, unitPrice: 0.05 },
        },
      ],
    });
  });
});
