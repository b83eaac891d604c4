import { describe, expect, test } from "@jest/globals";

import type { TierEntry } from "../../../core/results/tiers.ts";
import { formatTierComparison } from "../../../reports/tierComparison.ts";

const tier = (name: string, more: Partial<TierEntry> = {}): TierEntry => ({
  name,
  version: 1,
  summary: "Short",
  isolation: "silo",
  rings: ["general"],
  price: { monthly: 90, currency: "EUR", meters: [], suspendedPercent: 100 },
  support: { plan: "business", hours: "Mon-Fri", firstResponseMinutes: { critical: 30, high: 60, normal: 1440 } },
  sla: { availability: 99.95, rpoHours: 24, rtoHours: 8 },
  entitlements: { buckets: 1 },
  features: {},
  addOns: [],
  moves: [],
  state: "published",
  ...more,
});
const format = (tiers: readonly TierEntry[], width = 100): string =>
  formatTierComparison([{ service: "iaas", title: "Infrastructure", tiers: [...tiers] }], width);

test("stands tiers side by side, with a row for whatever one of them has", () => {
  const premium = tier("premium", {
    version: 2,
    summary: "Three zones, support around the clock and backups",
    price: {
      monthly: 1190.5,
      currency: "EUR",
      meters: [{ meter: "storageGiB", included: 500, unitPrice: 0.0825 }],
      suspendedPercent: 12.5,
    },
    entitlements: { buckets: 20, vcpu: 8 },
    features: { zones: 3, dedicatedKey: true, backup: { schedule: "daily", retentionDays: 30 }, regions: ["a", "b"] },
    addOns: [{ name: "extra", version: 1, monthly: 40, currency: "EUR" }],
    moves: [
      { to: "starter", when: "at-renewal" },
      { to: "standard", when: "needs-approval" },
    ],
    state: "deprecated",
    deprecated: "2027-01-01",
    retired: "2027-07-01",
    successor: "premium@3",
  });
  expect(format([tier("starter"), premium])).toBe(`iaas: Infrastructure

                              STARTER@1  PREMIUM@2
summary                       Short      Three zones, support around
                                         the clock and backups
isolation                     silo       silo
price a month                 90.00 EUR  1190.50 EUR
price of storageGiB           -          0.0825 EUR, 500 included
price while suspended         100 %      12.5 %
support plan                  business   business
support hours                 Mon-Fri    Mon-Fri
first response, critical      30 min     30 min
first response, high          1 h        1 h
first response, normal        24 h       24 h
availability                  99.95 %    99.95 %
recovery point                24 h       24 h
recovery time                 8 h        8 h
entitlement buckets           1          20
entitlement vcpu              -          8
feature zones                 -          3
feature dedicatedKey          -          yes
feature backup.schedule       -          daily
feature backup.retentionDays  -          30
feature regions               -          a, b
add-ons                       -          extra@1: 40.00 EUR
moves                         -          starter: at-renewal
                                         standard: needs-approval
status                        published  deprecated since 2027-01-01
                                         retired on 2027-07-01
                                         successor premium@3`);
});

describe("many tiers", () => {
  const tiers = ["a", "b", "c", "d", "e"].map((name) => tier(name));
  const headings = (width: number): string[] =>
    format(tiers, width)
      .split("\n")
      .filter((line) => /^ +[A-E]@1/.test(line))
      .map((line) => line.trim().replace(/ +/g, " "));

  test("stand in several tables when a line is too short for all", () => {
    expect(headings(46)).toEqual(["A@1 B@1", "C@1 D@1", "E@1"]);
    expect(headings(100)).toEqual(["A@1 B@1 C@1 D@1 E@1"]);
  });

  test("stand in a table each on the narrowest terminal", () => {
    expect(headings(10)).toEqual(["A@1", "B@1", "C@1", "D@1", "E@1"]);
  });
});

test("a service without a tier that can be had says so", () => {
  expect(format([])).toBe("iaas: Infrastructure\nNo tier can be had.");
});

test("what a file says can neither move the cursor nor colour anything", () => {
  const text = format([tier("a", { summary: "red \u001b[31m", features: { label: "\u202eevil" } })]);
  expect(text).toContain("red \\u001b[31m");
  expect(text).toContain("\\u202eevil");
});

test("says each of several named things in one line", () => {
  const machineSizes = { small: { instanceType: "t4g.small", vcpu: 2 }, large: { instanceType: "m7g.large", vcpu: 8 } };
  const lines = format([tier("a", { features: { machineSizes, backup: { copy: { retentionDays: 35 } } } })]).split(
    "\n",
  );
  const from = lines.findIndex((line) => line.startsWith("feature machineSizes.small"));
  expect(lines.slice(from, from + 5).map((line) => line.trim())).toEqual([
    "feature machineSizes.small  instanceType t4g.small,",
    "vcpu 2",
    "feature machineSizes.large  instanceType m7g.large,",
    "vcpu 8",
    "feature backup.copy         retentionDays 35",
  ]);
});
