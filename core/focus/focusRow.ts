/** A row of FOCUS: texts by the names of their columns. What is absent is NULL; an empty text is never there. */
export type FocusRow = Readonly<Partial<Record<string, string>>>;

/** A text for a column that may be NULL; undefined for one without anything in it (Null Handling, String Handling). */
export function textOrNull(text: string | null | undefined): string | undefined {
  return text === null || text === undefined || text.trim() === "" ? undefined : text;
}

/** The beginning of a day as FOCUS writes instants, in UTC (Date/Time Format). Ends of periods are exclusive: the beginning of the day after. */
export function instantOf(day: string): string {
  return `${day}T00:00:00Z`;
}

/** How many calendar months there are between two days that begin months; 1 at least. */
export function monthsBetween(from: string, to: string): number {
  const [first = 0, last = 0] = [from, to].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
  return Math.max(1, last - first);
}
