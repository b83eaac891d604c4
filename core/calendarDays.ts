const millisecondsPerDay = 86_400_000;

/**
 * The day that comes so many days after another by the calendar, leap days counted.
 *
 * @param day as `2026-12-31`.
 * @param days whole; before it where they are below 0.
 */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay).toISOString().slice(0, 10);
}

/** How many days there are from one day to another, both as `2026-12-31`; below 0 where the other is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / millisecondsPerDay);
}
