import { plusDays } from "../calendarDays.ts";

/** What counts from a first day to a last one; from the beginning, or for ever, where one is missing. */
export interface Dated {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Whether something that is dated by its first and last day counts on a day. */
export function isInForce({ from, to }: Dated, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day <= to);
}

/** The days on which something dated begins and is over. */
export function edgesOf({ from, to }: Dated): string[] {
  return [...(from === undefined ? [] : [from]), ...(to === undefined ? [] : [plusDays(to, 1)])];
}
