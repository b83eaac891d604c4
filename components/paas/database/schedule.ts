import { beginningOf, type WeekWindow } from "../../../core/maintenance/weekWindow.ts";

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Hours of a week. */
const week = 168;

/**
 * When backups begin, in UTC, as CloudNativePG takes it: second, minute, hour, day of the month, month, day of the week from Sunday as
 * 0 (CloudNativePG documentation, "Backup"; package robfig/cron). One of them is always when the window begins.
 *
 * @param window in the week of UTC.
 * @param everyHours 168, or a divisor of 24.
 */
export function backupSchedule(window: WeekWindow, everyHours: number): string {
  const { day, hour, minute } = beginningOf(window);
  const begins = `0 ${String(minute)}`;
  if (everyHours === week) return `${begins} ${String(hour)} * * ${String(weekdays.indexOf(day))}`;
  const hours = Array.from({ length: 24 / everyHours }, (_, index) => (hour % everyHours) + index * everyHours);
  return `${begins} ${hours.join(",")} * * *`;
}
