/**
 * Amazon RDS: the windows of a database instance, in UTC (Amazon RDS API Reference, CreateDBInstance: PreferredBackupWindow,
 * PreferredMaintenanceWindow). The messages are those of Amazon RDS.
 */
import { TargetError } from "../../provider/errors.ts";
import { stringOf, type Properties } from "../../provider/values.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 24 * 60;
const SHORTEST = 30;

interface Window {
  /** Minutes since the begin of the week or, for a daily window, of the day. */
  readonly start: number;
  readonly minutes: number;
}

/** `sun:01:00-sun:02:00` or `01:00-02:00`; undefined for what has another form. */
function windowOf(text: string | undefined, period: number): Window | undefined {
  const ends = text?.toLowerCase().split("-").map(minuteOf);
  const [start, end] = ends ?? [];
  if (start === undefined || end === undefined || Number.isNaN(start + end)) return undefined;
  return { start, minutes: (end - start + period) % period };
}

function minuteOf(text: string): number {
  const [, day, hour, minute] = /^(?:([a-z]{3}):)?(\d\d):(\d\d)$/.exec(text) ?? [];
  return (day === undefined ? 0 : DAYS.indexOf(day)) * DAY + Number(hour) * 60 + Number(minute);
}

function refuse(message: string): never {
  throw new TargetError("InvalidParameterValue", message);
}

/** Refuses windows that are too short or long, and those that meet on the day of maintenance. */
export function admitWindows(inputs: Properties): void {
  const backup = windowOf(stringOf(inputs["backupWindow"]), DAY);
  const maintenance = windowOf(stringOf(inputs["maintenanceWindow"]), 7 * DAY);
  if (backup !== undefined && backup.minutes < SHORTEST) refuse("The backup window must be at least 30 minutes.");
  if (maintenance === undefined) return;
  if (maintenance.minutes < SHORTEST) refuse("The maintenance window must be at least 30 minutes.");
  if (maintenance.minutes >= DAY) refuse("Maintenance window must be less than 24 hours.");
  if (backup === undefined) return;
  const after = (backup.start - (maintenance.start % DAY) + DAY) % DAY;
  if (after < maintenance.minutes || DAY - after < backup.minutes) {
    refuse("The backup window and maintenance window must not overlap.");
  }
}
