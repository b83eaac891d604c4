import { Temporal } from "temporal-polyfill";

/** How many days there are from one day to another, both such as `2026-12-31`; negative where the other has passed. */
export function daysUntil(day: string, from: string): number {
  return Temporal.PlainDate.from(from).until(day, { largestUnit: "days" }).days;
}

/** The day before a day. */
export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
