import { Temporal } from "temporal-polyfill";

import type { TenantManifest } from "../schema/tenant.ts";
import { beginningOf, parseWindow, weekdays } from "./weekWindow.ts";

/** A tenant's window, and its time zone as the IANA database names it. */
export type MaintenanceTerms = TenantManifest["spec"]["maintenance"];

/** One occurrence of a maintenance window. */
export interface WindowOccurrence {
  /** Its first instant, in UTC, such as `2026-12-06T01:00:00Z`. */
  readonly begin: string;
  /** The instant after its last, in UTC. */
  readonly end: string;
}

/** Days on which nothing planned happens, such as those before Christmas. */
export interface Freeze {
  /** The first day, such as `2026-12-18`, by the tenant's own calendar. */
  readonly from: string;
  /** The last day; it is frozen too. */
  readonly to: string;
}

/** How many weeks are looked at: more than a year, so that a freeze every year is seen as one. */
const horizon = 60;

const daysPerWeek = 7;

/**
 * The first occurrence of a tenant's maintenance window that ends after an instant: the one that is open then, or else the next. It is
 * as a clock on the tenant's wall shows it. Where clocks are set forward over an end of it, it begins or ends when they have been; one
 * that falls wholly into the hour that is left out does not occur that week. Where clocks show an hour twice, its first time counts.
 * One that touches a frozen day is left out.
 *
 * @param from the instant, such as `2026-12-01T00:00:00Z`.
 * @returns undefined where none occurs within sixty weeks.
 * @throws RangeError for a zone that does not exist, which the loader refuses.
 */
export function nextWindow(
  maintenance: MaintenanceTerms,
  from: string,
  freezes: readonly Freeze[] = [],
): WindowOccurrence | undefined {
  const { window, timeZone } = maintenance;
  const after = Temporal.Instant.from(from);
  const local = parseWindow(window);
  const { day, hour, minute } = beginningOf(local);
  const today = after.toZonedDateTimeISO(timeZone).toPlainDate();
  // From a week before, for one that began then and is still open.
  const first = today.add({ days: weekdays.indexOf(day) + 1 - today.dayOfWeek - daysPerWeek });
  for (let week = 0; week <= horizon; week++) {
    const starts = first.add({ days: week * daysPerWeek }).toPlainDateTime({ hour, minute });
    const ends = starts.add({ minutes: local.minutes });
    const [beginHere, endHere] = [onClock(starts, timeZone), onClock(ends, timeZone)];
    const [begin, end] = [beginHere.toInstant(), endHere.toInstant()];
    // A zone that changes sides of the date line leaves out a whole day.
    const isThatDay = beginHere.toPlainDate().equals(starts.toPlainDate());
    const occurs = isThatDay && Temporal.Instant.compare(begin, end) < 0 && Temporal.Instant.compare(after, end) < 0;
    // The minute at which it ends is no part of it.
    const days = [starts, ends.subtract({ minutes: 1 })].map((time) => time.toPlainDate().toString());
    if (occurs && !freezes.some((freeze) => touches(freeze, days))) {
      return { begin: begin.toString(), end: end.toString() };
    }
  }
  return undefined;
}

/** Whether a window may be used at an instant: it is open then. */
export function isOpen(maintenance: MaintenanceTerms, at: string, freezes: readonly Freeze[] = []): boolean {
  const next = nextWindow(maintenance, at, freezes);
  return next !== undefined && Temporal.Instant.compare(next.begin, at) <= 0;
}

/** When a clock shows a time first; when it has just been set forward, where it leaves that time out. */
function onClock(time: Temporal.PlainDateTime, timeZone: string): Temporal.ZonedDateTime {
  const shown = time.toZonedDateTime(timeZone);
  if (shown.toPlainDateTime().equals(time)) return shown;
  // The change that comes before the instant after it, so that a change at the very instant counts.
  return shown.add({ nanoseconds: 1 }).getTimeZoneTransition("previous") ?? shown;
}

function touches({ from, to }: Freeze, [first = "", last = ""]: readonly string[]): boolean {
  return first <= to && last >= from;
}
