/** A span that comes back every week. */
export interface WeekWindow {
  /** Minutes since Monday 00:00, from 0 to 10,079. */
  readonly start: number;
  /** Its length in minutes. */
  readonly minutes: number;
}

const minutesPerDay = 24 * 60;
const minutesPerWeek = 7 * minutesPerDay;

/** The days of a week as manifests name them, Monday first. */
export const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** Half a day: what is used of a longer window, so that there is room beside it for what must not meet it, every day. */
const longestMinutes = 12 * 60;

/**
 * A manifest's window, such as `Sun 02:00-04:00`, in the week of the tenant's own clock. One that ends before it begins goes on past
 * midnight. Of a window of more than twelve hours it is the first twelve.
 *
 * @throws TypeError when it is no such text, which the schema rules out.
 */
export function parseWindow(window: string): WeekWindow {
  const [, day = "", ...numbers] = /^(\w{3}) (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(window) ?? [];
  const [beginHour = NaN, beginMinute = NaN, endHour = NaN, endMinute = NaN] = numbers.map(Number);
  const begin = beginHour * 60 + beginMinute;
  const start = weekdays.findIndex((name) => name === day) * minutesPerDay + begin;
  if (!(start >= 0)) throw new TypeError(`"${window}" is no window`);
  // One that begins and ends at once is refused by whoever checks the manifest; a whole day here gives no second problem.
  const length = modulo(endHour * 60 + endMinute - begin, minutesPerDay) || minutesPerDay;
  return { start, minutes: Math.min(length, longestMinutes) };
}

/** A window of a length that begins some minutes after another has begun; negative minutes are before it. */
export function laterWindow({ start }: WeekWindow, after: number, minutes: number): WeekWindow {
  return { start: modulo(start + after, minutesPerWeek), minutes };
}

/** Day (`Mon` to `Sun`), hour and minute at which a window begins. */
export function beginningOf({ start }: WeekWindow): {
  readonly day: (typeof weekdays)[number];
  readonly hour: number;
  readonly minute: number;
} {
  const day = weekdays[Math.floor(start / minutesPerDay)] ?? "Mon";
  return { day, hour: Math.floor(start / 60) % 24, minute: start % 60 };
}

/** `sun:01:00-sun:02:00`, as Amazon RDS takes maintenance windows (Amazon RDS API Reference, CreateDBInstance). */
export function formatWeekly(window: WeekWindow): string {
  const [begin, end] = endsOf(window);
  return `${begin.day.toLowerCase()}:${timeOf(begin)}-${end.day.toLowerCase()}:${timeOf(end)}`;
}

/** `01:00-02:00` on every day, as Amazon RDS takes backup windows (Amazon RDS API Reference, CreateDBInstance). */
export function formatDaily(window: WeekWindow): string {
  return endsOf(window).map(timeOf).join("-");
}

type Beginning = ReturnType<typeof beginningOf>;

function endsOf(window: WeekWindow): [Beginning, Beginning] {
  return [beginningOf(window), beginningOf(laterWindow(window, window.minutes, 0))];
}

function timeOf({ hour, minute }: Beginning): string {
  return [hour, minute].map((number) => String(number).padStart(2, "0")).join(":");
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
