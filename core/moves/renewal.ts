import { contractMonths } from "../contractMonths.ts";
import type { TenantManifest } from "../schema/tenant.ts";

/**
 * The first day of a contract's period on or after a day. Periods begin on the start's day of the month, or on the month's last
 * day where it has no such day.
 *
 * @param contract its start as `2026-12-31`, and how long its periods are.
 * @param day as `2027-02-01`.
 */
export function renewalOnOrAfter(
  contract: Pick<TenantManifest["spec"]["contract"], "start" | "billing">,
  day: string,
): string {
  const step = contractMonths[contract.billing];
  const [year, month] = partsOf(contract.start);
  const [dayYear, dayMonth] = partsOf(day);
  const between = (dayYear - year) * 12 + (dayMonth - month);
  const period = Math.max(0, Math.floor(between / step));
  const candidate = plusMonths(contract.start, period * step);
  return candidate >= day ? candidate : plusMonths(contract.start, (period + 1) * step);
}

function plusMonths(day: string, months: number): string {
  const [year, month, date] = partsOf(day);
  // Day 0 of the month after is the last day of the month itself.
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function partsOf(day: string): [year: number, month: number, date: number] {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return [year, month, date];
}
