import { expect, test } from "@jest/globals";

import { billingPeriodOf, daysOfMonth, monthsIn } from "../../../../core/billing/period.ts";

test("months are calendar months, quarters and years are counted from the contract's first month", () => {
  const of = (billing: "monthly" | "quarterly" | "yearly", month: string) =>
    billingPeriodOf({ start: "2026-11-17", billing }, month);
  expect(of("monthly", "2026-11")).toEqual({ from: "2026-11-01", to: "2026-12-01", months: 1 });
  expect(of("quarterly", "2027-01")).toEqual({ from: "2026-11-01", to: "2027-02-01", months: 3 });
  expect(of("quarterly", "2027-02")).toEqual({ from: "2027-02-01", to: "2027-05-01", months: 3 });
  expect(of("yearly", "2028-10")).toEqual({ from: "2027-11-01", to: "2028-11-01", months: 12 });
  expect(of("monthly", "2026-10")).toBeUndefined();
});

test("a period is its months, and a month its days", () => {
  expect(monthsIn({ from: "2026-11-01", to: "2027-02-01", months: 3 })).toEqual(["2026-11", "2026-12", "2027-01"]);
  expect(daysOfMonth("2028-02")).toEqual({ from: "2028-02-01", to: "2028-03-01" });
});
