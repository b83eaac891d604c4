/** How many runs a week has at one hour and minute each day. */
const daysOfWeek = 7;
const hoursOfDay = 24;

/** How often one field of a schedule holds: all of its range for `*` and `?`, else once for each of its list. */
function times(field: string | undefined, all: number): number {
  if (field === "*" || field === "?") return all;
  return field === undefined || !/^[A-Za-z0-9]+(?:,[A-Za-z0-9]+)*$/.test(field) ? 0 : field.split(",").length;
}

/** Runs a week of a schedule that begins at one minute of some hours; 0 for what this does not read. */
function runs(
  minute: string | undefined,
  hour: string | undefined,
  weekday: string | undefined,
  ofMonth: string | undefined,
) {
  if (minute === undefined || !/^\d+$/.test(minute) || (ofMonth !== "*" && ofMonth !== "?")) return 0;
  return times(hour, hoursOfDay) * times(weekday, daysOfWeek);
}

/**
 * How often AWS runs a schedule in a week: minute, hour, day of the month, month, day of the week, year (Amazon EventBridge User Guide,
 * "Cron expressions"). 0 where that cannot be told, such as of one that runs in some months alone.
 */
export function awsRunsPerWeek(schedule: unknown): number {
  const fields = typeof schedule === "string" ? (/^cron\((.+)\)$/.exec(schedule)?.[1]?.split(/\s+/) ?? []) : [];
  const [minute, hour, ofMonth, month, weekday, year] = fields;
  return month === "*" && year === "*" ? runs(minute, hour, weekday, ofMonth) : 0;
}

/**
 * How often CloudNativePG runs a schedule in a week: second, minute, hour, day of the month, month, day of the week (CloudNativePG
 * documentation, "Backup"). 0 where that cannot be told.
 */
export function databaseRunsPerWeek(schedule: unknown): number {
  const [second, minute, hour, ofMonth, month, weekday] = typeof schedule === "string" ? schedule.split(/\s+/) : [];
  return second !== undefined && /^\d+$/.test(second) && month === "*" ? runs(minute, hour, weekday, ofMonth) : 0;
}
