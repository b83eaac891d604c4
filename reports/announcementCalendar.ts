import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";

import { visible } from "../core/diagnostics/visible.ts";
import type { AnnouncedWindow, Announcement } from "../core/results/announcement.ts";

/** Minutes are counted from here for the events' sequences, which have to stay below 2³¹ (RFC 5545, section 3.3.8). */
const firstMinute = Date.UTC(2020, 0, 1) / 60_000;

/**
 * An announcement as a calendar (iCalendar, RFC 5545), in UTC. An event's UID is made of the tenant and the window's beginning, and its
 * SEQUENCE grows with the announcement's instant, so that a later announcement takes the place of an earlier one in whatever calendar
 * has it: what was planned and is frozen now is cancelled there. Equal announcements give equal bytes.
 */
export function announcementAsCalendar(announcement: Announcement): string {
  const { tenant, estate, provider, stamp, windows } = announcement;
  const calendar = ical({
    prodId: { company: "Tenantry", product: "Maintenance" },
    // The library escapes everything but this one: an id needs none.
    name: `Maintenance of ${tenant}`,
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const window of windows) {
    calendar.createEvent({
      id: `${tenant}-${window.begin.replace(/[-:]/g, "")}@${estate}.tenantry`,
      start: new Date(window.begin),
      end: new Date(window.end),
      stamp: new Date(stamp),
      sequence: Math.floor(Date.parse(stamp) / 60_000) - firstMinute,
      summary: visible(summaryOf(window, provider)),
      description: visible(descriptionOf(window)),
      status: statusOf(window),
    });
  }
  return `${calendar.toString()}\r\n`;
}

function summaryOf({ planned, frozen }: AnnouncedWindow, provider: string): string {
  if (frozen !== null) return `No maintenance by ${provider}`;
  return `${planned.length === 0 ? "Maintenance window" : "Maintenance"} of ${provider}`;
}

function descriptionOf({ planned, frozen }: AnnouncedWindow): string {
  if (frozen !== null) return `Nothing planned happens: ${frozen}`;
  return planned.length === 0 ? "Nothing is planned yet." : planned.join(" ");
}

function statusOf({ planned, frozen }: AnnouncedWindow): ICalEventStatus {
  if (frozen !== null) return ICalEventStatus.CANCELLED;
  return planned.length === 0 ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED;
}
