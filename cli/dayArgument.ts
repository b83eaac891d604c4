import { InvalidArgumentError } from "commander";

import { calendarDay } from "../core/schema/fields.ts";

/** A day that is given as an argument. Those before the year 1000 are slips of the keyboard. */
export function dayArgument(text: string): string {
  if (text >= "1000" && calendarDay.safeParse(text).success) return text;
  throw new InvalidArgumentError("a day looks like 2026-12-31.");
}
