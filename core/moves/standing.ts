import { Temporal } from "temporal-polyfill";

import { daysBetween } from "../calendarDays.ts";
import { nextWindow, type Freeze, type MaintenanceTerms, type WindowOccurrence } from "../maintenance/nextWindow.ts";
import type { PendingMove } from "./editMove.ts";

/** By what it is decided whether a move is due. */
export interface MoveCalendar {
  /** The day by UTC, such as `2026-12-31`. */
  readonly today: string;
  /** The instant in UTC. */
  readonly now: string;
  readonly freezes: readonly Freeze[];
}

/** Where a pending move stands. */
export interface MoveStanding {
  /** The day it is for: the renewal, or that of the next window by the tenant's calendar. Absent where no window occurs. */
  readonly day?: string;
  /** The window it is for; absent for a renewal, and where none occurs. */
  readonly window?: WindowOccurrence;
  /** Whether it may be carried out now. */
  readonly due: boolean;
  /** Whether it could have been carried out before: its renewal was before today, or a window that it was for is over. */
  readonly overdue: boolean;
  /** How many days are left until its day, negative after it. Absent where no window occurs. */
  readonly daysLeft?: number;
}

/** Whether a pending move is due, and for when it is: a renewal from its day on, others only while a window is open. */
export function standingOf(
  { when, on }: Pick<PendingMove, "when" | "on">,
  maintenance: MaintenanceTerms,
  { today, now, freezes }: MoveCalendar,
): MoveStanding {
  if (when === "renewal") return { day: on, due: on <= today, overdue: on < today, daysLeft: daysBetween(today, on) };
  const first = Temporal.PlainDate.from(on).toZonedDateTime(maintenance.timeZone).toInstant();
  const instant = Temporal.Instant.from(now);
  const isLater = Temporal.Instant.compare(first, instant) > 0;
  const window = nextWindow(maintenance, isLater ? first.toString() : now, freezes);
  const earliest = nextWindow(maintenance, first.toString(), freezes);
  const overdue = earliest !== undefined && Temporal.Instant.compare(earliest.end, instant) <= 0;
  if (window === undefined) return { due: false, overdue };
  const begin = Temporal.Instant.from(window.begin);
  const day = begin.toZonedDateTimeISO(maintenance.timeZone).toPlainDate().toString();
  return {
    day,
    window,
    due: Temporal.Instant.compare(begin, instant) <= 0,
    overdue,
    daysLeft: daysBetween(today, day),
  };
}

/** The last day on which something is frozen; undefined where nothing is. */
export function frozenUntil(freezes: readonly Freeze[]): string | undefined {
  return freezes
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
}
