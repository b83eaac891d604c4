import { Temporal } from "temporal-polyfill";

import type { EstateTenant } from "../estate/estate.ts";

/** The part of a month in which a tenant is served, by its own calendar and clock. */
export interface ServedPeriod {
  /** Its first second, since 1970. */
  readonly from: number;
  /** The second after its last. */
  readonly to: number;
  /** The seconds of it: an hour less or more where clocks are changed in it. */
  readonly seconds: number;
  /** Its days, and those of the month, which a month's price is divided by. */
  readonly days: number;
  readonly daysOfMonth: number;
}

/**
 * The part of a month in which a tenant is served: from its contract's first day, until it is suspended or has left.
 *
 * @param month such as `2026-11`.
 * @returns why there is none, as a sentence, where there is none.
 */
export function servedPeriod(tenant: EstateTenant, month: string): ServedPeriod | { readonly nothing: string } {
  const { contract, maintenance, state, suspension, offboarding } = tenant.manifest.spec;
  const first = Temporal.PlainDate.from(`${month}-01`);
  const after = first.add({ months: 1 });
  const begins = later(first, Temporal.PlainDate.from(contract.start));
  const stopped = { active: undefined, suspended: suspension?.since, offboarded: offboarding?.requested }[state];
  if (state !== "active" && stopped === undefined) return { nothing: `The tenant is ${state}.` };
  const ends = stopped === undefined ? after : earlier(after, Temporal.PlainDate.from(stopped));
  const days = begins.until(ends, { largestUnit: "days" }).days;
  if (days <= 0) {
    return {
      nothing:
        Temporal.PlainDate.compare(begins, after) >= 0
          ? `The contract starts on ${contract.start}.`
          : `The tenant is ${state} since ${stopped ?? ""}.`,
    };
  }
  const from = secondOf(begins, maintenance.timeZone);
  const to = secondOf(ends, maintenance.timeZone);
  return { from, to, seconds: to - from, days, daysOfMonth: first.daysInMonth };
}

/** The first second of a day where a time zone's clocks show it: midnight, or where clocks leave that out what comes after. */
function secondOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds / 1000;
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a;
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}
