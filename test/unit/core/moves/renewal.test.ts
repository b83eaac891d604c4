import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { renewalOnOrAfter } from "../../../../core/moves/renewal.ts";

describe("the next renewal", () => {
  test.each([
    ["2026-12-01", "monthly", "2026-12-01", "2026-12-01"],
    ["2026-12-01", "monthly", "2026-12-02", "2027-01-01"],
    ["2026-12-01", "quarterly", "2026-12-02", "2027-03-01"],
    ["2026-12-01", "yearly", "2027-12-01", "2027-12-01"],
    ["2026-12-01", "yearly", "2027-12-02", "2028-12-01"],
    ["2026-12-01", "monthly", "2026-01-15", "2026-12-01"],
    ["2026-01-31", "monthly", "2026-02-01", "2026-02-28"],
    ["2026-01-31", "monthly", "2026-03-01", "2026-03-31"],
    ["2024-02-29", "yearly", "2025-01-01", "2025-02-28"],
    ["2024-02-29", "yearly", "2027-03-01", "2028-02-29"],
  ] as const)("of a contract from %s, %s, on or after %s is %s", (start, billing, day, expected) => {
    expect(renewalOnOrAfter({ start, billing }, day)).toBe(expected);
  });

  const day = fc
    .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const billing = fc.constantFrom("monthly", "quarterly", "yearly");

  test("is never before the day or the start, is its own next one, and comes within a period", () => {
    const longest = { monthly: 31, quarterly: 92, yearly: 366 };
    fc.assert(
      fc.property(day, billing, day, (start, period, on) => {
        const renewal = renewalOnOrAfter({ start, billing: period }, on);
        expect(renewal >= on && renewal >= start).toBe(true);
        expect(renewalOnOrAfter({ start, billing: period }, renewal)).toBe(renewal);
        const from = on > start ? on : start;
        const days = (Date.parse(renewal) - Date.parse(from)) / 86_400_000;
        expect(days).toBeLessThanOrEqual(longest[period]);
      }),
    );
  });
});
