import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { daysBetween, plusDays } from "../../../../core/calendarDays.ts";
import {
  daysLeft,
  retainUntilAfterHold,
  retentionOf,
  whyRetained,
  type RetentionTerms,
} from "../../../../core/offboarding/retention.ts";
import { tierSchema, type TierManifest } from "../../../../core/schema/tier.ts";
import { parseDocument } from "../../../../core/documents/parseDocument.ts";
import { baseTexts } from "../../../helpers/estateFiles.ts";

const days = fc.integer({ min: 0, max: 3000 });
/** Any day of this century. */
const anyDay = fc.integer({ min: 0, max: 36_500 }).map((count) => plusDays("2000-01-01", count));

function tier(retention: object | undefined): TierManifest {
  const name = "catalogue/iaas/standard@1.yaml";
  const bytes = new TextEncoder().encode(baseTexts()[name]);
  const value = parseDocument({ path: name, name, bytes }).document?.value as { spec: object };
  return tierSchema.parse({ ...value, spec: { ...value.spec, ...(retention !== undefined && { retention }) } });
}

describe("calendar days", () => {
  test.each([
    ["2027-02-28", 1, "2027-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2028-02-29", 365, "2029-02-28"],
    ["2100-02-28", 1, "2100-03-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2027-03-28", 0, "2027-03-28"],
    ["2027-01-01", -1, "2026-12-31"],
  ])("%s and %i days is %s", (from, count, to) => {
    expect(plusDays(from, count)).toBe(to);
    expect(daysBetween(from, to)).toBe(count);
  });

  test("are counted as they are added", () => {
    fc.assert(
      fc.property(anyDay, days, (day, count) => {
        expect(daysBetween(day, plusDays(day, count))).toBe(count);
      }),
    );
  });
});

describe("what tiers and the contract ask for", () => {
  test.each<[string, (object | undefined)[], number | undefined, object]>([
    ["nothing", [undefined], undefined, { days: 30, snapshotDays: 30, from: "the tier iaas/standard@1" }],
    ["no subscription", [], undefined, { days: 30, snapshotDays: 30, from: "the default" }],
    ["a tier", [{ days: 90 }], undefined, { days: 90, snapshotDays: 30, from: "the tier iaas/standard@1" }],
    ["a tier of less", [{ days: 7, snapshotDays: 1 }], undefined, { days: 7, snapshotDays: 1 }],
    [
      "the longest of two",
      [
        { days: 7, snapshotDays: 60 },
        { days: 90, snapshotDays: 1 },
      ],
      45,
      { days: 90, snapshotDays: 60 },
    ],
    ["a contract of more", [{ days: 90 }], 365, { days: 365, snapshotDays: 30, from: "the contract" }],
    ["a contract of less", [{ days: 90 }], 0, { days: 90, from: "the tier iaas/standard@1" }],
  ])("%s", (_what, retentions, retentionDays, expected) => {
    const contract = retentionDays === undefined ? {} : { retentionDays };
    expect(retentionOf(retentions.map(tier), contract)).toMatchObject(expected);
  });
});

const terms: RetentionTerms = { requested: "2026-12-01", retainUntil: "2026-12-31", provisioned: true };
const held = (since: string): RetentionTerms => {
  return { ...terms, legalHold: { reason: "A lawsuit", by: "law@northwind.example", since } };
};

describe("retention", () => {
  test.each([
    ["2026-12-01", terms, 30, "Its data is kept until 2026-12-31: 30 days are left."],
    ["2026-12-30", terms, 1, "Its data is kept until 2026-12-31: 1 day is left."],
    ["2026-12-31", terms, 0, undefined],
    ["2027-12-31", terms, 0, undefined],
    ["2026-12-01", { ...terms, provisioned: false }, 0, undefined],
    ["2027-12-31", held("2026-12-11"), 20, "A legal hold of law@northwind.example stands since 2026-12-11: A lawsuit"],
    ["2027-12-31", held("2026-11-11"), 30, "A legal hold of law@northwind.example stands since 2026-11-11: A lawsuit"],
    ["2027-12-31", held("2027-11-11"), 0, "A legal hold of law@northwind.example stands since 2027-11-11: A lawsuit"],
  ])("on %s of %j has %i days left", (today, given, left, why) => {
    expect(daysLeft(given, today)).toBe(left);
    expect(whyRetained(given, today)).toBe(why);
  });

  test("stands still while a hold stands, whenever it begins and ends, and never ends earlier for it", () => {
    fc.assert(
      fc.property(anyDay, days, days, days, (requested, retention, until, length) => {
        const retainUntil = plusDays(requested, retention);
        const since = plusDays(requested, until);
        const today = plusDays(since, length);
        const before: RetentionTerms = { requested, retainUntil, provisioned: true };
        const during = { ...before, legalHold: { reason: "A lawsuit", by: "law@northwind.example", since } };
        expect(daysLeft(during, today)).toBe(daysLeft(before, since));
        const after = { ...before, retainUntil: retainUntilAfterHold(during, today) };
        expect(daysLeft(after, today)).toBe(daysLeft(before, since));
        expect(after.retainUntil >= retainUntil).toBe(true);
        expect(whyRetained(during, today)).toBeDefined();
        expect(whyRetained(after, today) === undefined).toBe(until >= retention);
      }),
    );
  });

  test("is over from its day on, and not before", () => {
    fc.assert(
      fc.property(anyDay, days, days, (requested, retention, passed) => {
        const given: RetentionTerms = { requested, retainUntil: plusDays(requested, retention), provisioned: true };
        const today = plusDays(requested, passed);
        expect(daysLeft(given, today)).toBe(Math.max(0, retention - passed));
        expect(whyRetained(given, today) === undefined).toBe(passed >= retention);
      }),
    );
  });
});
