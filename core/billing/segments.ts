import { isDeepStrictEqual } from "node:util";

import { daysBetween } from "../calendarDays.ts";

/** Days, as `2026-12-31`: from the first to before the last. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Days on which something is the same. */
export interface Segment<T> extends Days {
  readonly value: T;
}

/** How many days there are. */
export function countDays({ from, to }: Days): number {
  return daysBetween(from, to);
}

/** How many days two have in common. */
export function commonDays(a: Days, b: Days): number {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to < b.to ? a.to : b.to;
  return Math.max(0, daysBetween(from, to));
}

/**
 * Divides days where something changes: neighbours on which it is the same are one, and days on which it is undefined are left out.
 *
 * @param edges the days on which it may change, in any order; those outside do not matter.
 * @param at what it is on a day.
 */
export function segmentsOf<T>(days: Days, edges: Iterable<string>, at: (day: string) => T | undefined): Segment<T>[] {
  const inside = [...new Set(edges)].filter((edge) => edge > days.from && edge < days.to).toSorted();
  const starts = [days.from, ...inside];
  const found: Segment<T>[] = [];
  for (const [index, from] of starts.entries()) {
    const value = at(from);
    if (value === undefined) continue;
    const to = starts[index + 1] ?? days.to;
    const before = found.at(-1);
    if (before?.to === from && isDeepStrictEqual(before.value, value)) found[found.length - 1] = { ...before, to };
    else found.push({ from, to, value });
  }
  return found;
}
