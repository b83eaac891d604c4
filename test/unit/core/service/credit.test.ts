import { describe, expect, test } from "@jest/globals";

import type { ResolvedSubscription } from "../../../../core/resolve/resolvedTenant.ts";
import { decimalsOf } from "../../../../core/money/rounding.ts";
import { outcomeOf } from "../../../../core/service/credit.ts";

const credits = [
  { below: 99.9, percent: 10 },
  { below: 99, percent: 25 },
  { below: 95, percent: 100 },
];

/** A subscription at a price, which promises 99.9 %. */
const sold = (monthly: number, currency = "EUR", given: typeof credits | null = credits) =>
  ({
    tier: { name: "standard", version: 2 },
    price: { monthly, currency, meters: [] },
    sla: { availability: 99.9, rpoHours: 24, rtoHours: 8, ...(given !== null && { credits: given }) },
  }) as unknown as ResolvedSubscription;

/** What so many ten-millionths of a month come to. */
const outcome = (available: bigint, subscription = sold(590), days = 30) =>
  outcomeOf(subscription, { available, whole: 10_000_000n }, { days, daysOfMonth: 30 });

describe("a credit", () => {
  test.each([
    [10_000_000n, "100.0000", true, undefined],
    [9_990_000n, "99.9000", true, undefined],
    // One ten-millionth of a month less, and no rounding makes up for it.
    [9_989_999n, "99.8999", false, "59.00"],
    [9_900_000n, "99.0000", false, "59.00"],
    [9_899_999n, "98.9999", false, "147.50"],
    [9_499_999n, "94.9999", false, "590.00"],
    [0n, "0.0000", false, "590.00"],
  ])("for %p ten-millionths", (available, availability, met, amount) => {
    const found = outcome(available);
    expect([found.availability, found.met, found.credit?.amount]).toEqual([availability, met, amount]);
  });

  test("says how it came about", () => {
    expect(outcome(9_900_000n, sold(590), 15)).toEqual({
      ...{ target: "99.9", availability: "99.0000", met: false },
      credit: {
        percent: "10",
        below: "99.9",
        monthly: "590",
        days: 15,
        daysOfMonth: 30,
        amount: "29.50",
        currency: "EUR",
      },
      why: "99.0000 % is below 99.9 %, so 10 % of 590 EUR are given back, for 15 of 30 days.",
    });
  });

  test("is none where the tier promises none, or none yet", () => {
    expect(outcome(9_900_000n, sold(590, "EUR", null))).toMatchObject({
      credit: null,
      why: "99.0000 % is less than promised, and standard@2 promises no credits.",
    });
    expect(outcome(9_980_000n, sold(590, "EUR", credits.slice(1)))).toMatchObject({
      credit: null,
      why: "99.8000 % is less than promised, and credits begin below 99 %.",
    });
  });

  test.each([
    ["EUR", 0.05, "0.01"],
    ["EUR", 0.0499, "0.00"],
    ["JPY", 1005, "101"],
    ["KWD", 1.0049, "0.100"],
  ])("in %s is rounded half up to its smallest unit", (currency, monthly, amount) => {
    expect(outcome(9_900_000n, sold(monthly, currency)).credit?.amount).toBe(amount);
  });
});

test.each([
  ["EUR", 2],
  ["JPY", 0],
  ["KWD", 3],
  ["XYZ", 2],
])("%s has %i decimals", (currency, decimals) => {
  expect(decimalsOf(currency)).toBe(decimals);
});
