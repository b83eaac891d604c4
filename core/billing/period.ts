import { Temporal } from "temporal-polyfill";

import { contractMonths } from "../contractMonths.ts";
import type { TenantManifest } from "../schema/tenant.ts";

/** What one invoice is for: whole calendar months. */
export interface BillingPeriod {
  /** The first day, the first of a month. */
  readonly from: string;
  /** The day after the last, the first of a month. */
  readonly to: string;
  /** How many months there are. */
  readonly months: number;
}

type Contract = TenantManifest["spec"]["contract"];

/**
 * The period of a contract that a month lies in. Quarters and years are counted from the month in which the contract begins, and
 * consist of whole months: a contract that begins within one has a first period of which only a part is billed.
 *
 * @param month such as `2026-11`.
 * @returns undefined for a month before the contract.
 */
export function billingPeriodOf(
  contract: Pick<Contract, "start" | "billing">,
  month: string,
): BillingPeriod | undefined {
  const { start, billing } = contract;
  const months = contractMonths[billing];
  const first = Temporal.PlainYearMonth.from(start.slice(0, 7));
  const passed = first.until(Temporal.PlainYearMonth.from(month), { largestUnit: "months" }).months;
  if (passed < 0) return undefined;
  const begins = first.add({ months: Math.floor(passed / months) * months });
  return { from: `${begins.toString()}-01`, to: `${begins.add({ months }).toString()}-01`, months };
}

/** The days of a month such as `2026-11`: its first, and the next month's. */
export function daysOfMonth(month: string): { readonly from: string; readonly to: string } {
  const first = Temporal.PlainYearMonth.from(month);
  return { from: `${first.toString()}-01`, to: `${first.add({ months: 1 }).toString()}-01` };
}

/** The months of a period, such as `2026-11`. */
export function monthsIn({ from, months }: BillingPeriod): string[] {
  const first = Temporal.PlainYearMonth.from(from.slice(0, 7));
  return Array.from({ length: months }, (_, index) => first.add({ months: index }).toString());
}
