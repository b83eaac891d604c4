import { Temporal } from "temporal-polyfill";

import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { WindowOccurrence } from "../maintenance/nextWindow.ts";
import type { Announcement, AnnouncedWindow } from "../results/announcement.ts";
import type { Planned } from "./planned.ts";
import { windowsBetween } from "./windowsBetween.ts";

/** What is announced, and as of when. */
export interface AnnouncementTerms {
  /** The first day, such as `2026-12-01`. */
  readonly from: string;
  /** The last day. */
  readonly to: string;
  /** The instant that the announcement is of, in UTC. */
  readonly stamp: string;
}

/**
 * A tenant's maintenance windows that begin on some days, with what is planned in them. A window that a freeze touches is told of as
 * such: customers wonder why nobody came. What is planned for an instant outside of every window stands among the days.
 *
 * @param planned what is planned for the tenant.
 */
export function announcementOf(
  estate: Pick<Estate, "manifest">,
  tenant: Pick<EstateTenant, "resolved">,
  planned: readonly Planned[],
  { from, to, stamp }: AnnouncementTerms,
): Announcement {
  const { metadata, spec } = estate.manifest;
  const { id, displayName, maintenance, subscriptions } = tenant.resolved;
  const { timeZone } = maintenance;
  const begin = Temporal.PlainDate.from(from).toZonedDateTime(timeZone).toInstant();
  const end = Temporal.PlainDate.from(to).add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  // One that began before the first day is over, or has been told of.
  const occurrences = windowsBetween(maintenance, begin.toString(), end.toString())
    .filter((window) => Temporal.Instant.compare(window.begin, begin) >= 0)
    .map((window) => ({ ...window, frozen: freezeOver(window, timeZone, spec.freezes) }));
  const windowOf = ({ at }: Planned) =>
    "instant" in at ? occurrences.find((one) => one.frozen === null && isIn(at.instant, one)) : undefined;
  const byWindow = Map.groupBy(planned, windowOf);
  const windows = occurrences.map((window): AnnouncedWindow => {
    return { ...window, planned: (byWindow.get(window) ?? []).map(({ text }) => text) };
  });
  const days = (byWindow.get(undefined) ?? [])
    .map(({ text, at }) => ({ text, day: "day" in at ? at.day : dayOf(at.instant, timeZone) }))
    .filter(({ day }) => day >= from && day <= to);
  return {
    ...{ tenant: id, displayName, provider: metadata.displayName, estate: metadata.name, timeZone, from, to, stamp },
    windows,
    otherDays: [...Map.groupBy(days, ({ day }) => day)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, all]) => ({ day, planned: all.map(({ text }) => text) })),
    support: subscriptions.map(({ name, support }) => ({ subscription: name, hours: support.hours })),
  };
}

function isIn(instant: string, { begin, end }: WindowOccurrence): boolean {
  return Temporal.Instant.compare(begin, instant) <= 0 && Temporal.Instant.compare(instant, end) < 0;
}

/** Why a window is frozen, or null. The minute at which it ends is no part of it, as `nextWindow` has it. */
function freezeOver(
  { begin, end }: WindowOccurrence,
  timeZone: string,
  freezes: readonly { readonly from: string; readonly to: string; readonly reason: string }[],
): string | null {
  const first = dayOf(begin, timeZone);
  const last = dayOf(Temporal.Instant.from(end).subtract({ minutes: 1 }).toString(), timeZone);
  return freezes.find(({ from, to }) => from <= last && to >= first)?.reason ?? null;
}

function dayOf(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
