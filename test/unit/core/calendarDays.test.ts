import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";

import { daysBetween, plusDays } from "../../../core/calendarDays.ts";

test.each([
  ["2028-02-28", 1, "2028-02-29"],
  ["2027-02-28", 1, "2027-03-01"],
  ["2027-01-01", -1, "2026-12-31"],
  ["2026-12-31", 0, "2026-12-31"],
])("%s and %i days are %s, and back", (day, days, other) => {
  expect(plusDays(day, days)).toBe(other);
  expect([daysBetween(day, other), daysBetween(other, day)]).toEqual([days, days === 0 ? 0 : -days]);
});

test("days are those of the calendar", () => {
  const days = fc.integer({ min: 0, max: 60_000 }).map((count) => plusDays("1970-01-01", count));
  fc.assert(
    fc.property(days, days, (from, to) => {
      const between = Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days;
      expect(daysBetween(from, to)).toBe(between);
      expect(plusDays(from, between)).toBe(to);
    }),
  );
});
