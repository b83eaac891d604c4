import { Temporal } from "temporal-polyfill";

import { weekdays } from "../maintenance/weekWindow.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { SupportSchedule } from "../schema/serviceLevel.ts";

/**
 * Whole minutes of support hours between two instants; undefined where a tier's hours cannot be computed with. Where clocks change,
 * hours are as they show them.
 */
export function supportMinutes(
  { plan, schedule }: Pick<ResolvedSubscription["support"], "plan" | "schedule">,
  from: string,
  to: string,
): number | undefined {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  if (schedule !== undefined) return Math.floor(secondsWithin(schedule, begin, end) / 60);
  return plan === "around-the-clock" ? Math.floor((end - begin) / 60_000) : undefined;
}

function secondsWithin({ days, from, to, timeZone }: SupportSchedule, begin: number, end: number): number {
  let day = Temporal.Instant.fromEpochMilliseconds(begin).toZonedDateTimeISO(timeZone).toPlainDate();
  const last = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(timeZone).toPlainDate();
  let seconds = 0;
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!days.some((name) => name === weekdays[day.dayOfWeek - 1])) continue;
    const opens = Math.max(begin, instantOf(day, from, timeZone));
    const closes = Math.min(end, instantOf(day, to, timeZone));
    seconds += Math.max(0, closes - opens) / 1000;
  }
  return seconds;
}

function instantOf(day: Temporal.PlainDate, time: string, timeZone: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const dateTime = day.toPlainDateTime().add({ hours: hour, minutes: minute });
  return dateTime.toZonedDateTime(timeZone).epochMilliseconds;
}
