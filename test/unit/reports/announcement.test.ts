import { describe, expect, test } from "@jest/globals";
import { assert, property, string } from "fast-check";

import { visible } from "../../../core/diagnostics/visible.ts";
import type { Announcement } from "../../../core/results/announcement.ts";
import { announcementAsCalendar } from "../../../reports/announcementCalendar.ts";
import { announcementAsMarkdown } from "../../../reports/announcementMarkdown.ts";
import { readCalendar } from "../../helpers/calendar.ts";

const announcement: Announcement = {
  ...{
    tenant: "acme",
    displayName: "Acme GmbH",
    provider: "Northwind",
    estate: "northwind",
    timeZone: "Europe/Berlin",
  },
  ...{ from: "2027-03-27", to: "2027-04-12", stamp: "2026-11-26T00:00:00Z" },
  windows: [
    { begin: "2027-03-28T01:00:00Z", end: "2027-03-28T02:00:00Z", planned: ["web gets standard@2."], frozen: null },
    { begin: "2027-04-04T22:00:00Z", end: "2027-04-05T00:00:00Z", planned: [], frozen: null },
    { begin: "2027-04-11T00:00:00Z", end: "2027-04-11T02:00:00Z", planned: [], frozen: "Easter" },
  ],
  otherDays: [{ day: "2027-04-01", planned: ["web moves from starter to standard."] }],
  support: [{ subscription: "web", hours: "Mon-Fri 07:00-20:00" }],
};

const frozen = (reason: string): Announcement => ({
  ...announcement,
  displayName: reason,
  provider: reason,
  windows: [{ begin: "2027-04-11T00:00:00Z", end: "2027-04-11T02:00:00Z", planned: [], frozen: reason }],
});

const hostile =
  "Ev\u202eil | `x` \r\nEND:VEVENT\r\nATTACH:file:///etc/passwd\u001b[31m <img src=x> [l](http://evil.example) @all #1 ,;\\n";

describe("a calendar", () => {
  test("has an event a window, whose id and times another reader understands", () => {
    const { calendar, events } = readCalendar(announcementAsCalendar(announcement));
    expect(calendar).toEqual({
      ...{ VERSION: "2.0", PRODID: "-//Tenantry//Maintenance//EN", METHOD: "PUBLISH" },
      ...{ NAME: "Maintenance of acme", "X-WR-CALNAME": "Maintenance of acme" },
    });
    const common = { SEQUENCE: "3630240", DTSTAMP: "20261126T000000Z" };
    expect(events).toEqual([
      {
        ...common,
        ...{ UID: "acme-20270328T010000Z@northwind.tenantry", DTSTART: "20270328T010000Z", DTEND: "20270328T020000Z" },
        ...{ SUMMARY: "Maintenance of Northwind", DESCRIPTION: "web gets standard@2.", STATUS: "CONFIRMED" },
      },
      {
        ...common,
        ...{ UID: "acme-20270404T220000Z@northwind.tenantry", DTSTART: "20270404T220000Z", DTEND: "20270405T000000Z" },
        ...{ SUMMARY: "Maintenance window of Northwind", DESCRIPTION: "Nothing is planned yet.", STATUS: "TENTATIVE" },
      },
      {
        ...common,
        ...{ UID: "acme-20270411T000000Z@northwind.tenantry", DTSTART: "20270411T000000Z", DTEND: "20270411T020000Z" },
        ...{
          SUMMARY: "No maintenance by Northwind",
          DESCRIPTION: "Nothing planned happens: Easter",
          STATUS: "CANCELLED",
        },
      },
    ]);
  });

  test("is the same for the same announcement; a later one takes its place by id and sequence", () => {
    const text = announcementAsCalendar(announcement);
    expect(announcementAsCalendar(structuredClone(announcement))).toBe(text);
    const [before] = readCalendar(text).events;
    const [after] = readCalendar(announcementAsCalendar({ ...announcement, stamp: "2026-11-26T00:01:00Z" })).events;
    expect(after?.["UID"]).toBe(before?.["UID"]);
    expect(Number(after?.["SEQUENCE"])).toBe(Number(before?.["SEQUENCE"]) + 1);
  });

  test("takes whatever text there is for text", () => {
    const { events } = readCalendar(announcementAsCalendar(frozen(hostile)));
    expect(events).toHaveLength(1);
    expect(events[0]?.["DESCRIPTION"]).toBe(`Nothing planned happens: ${visible(hostile)}`);
    assert(
      property(string({ unit: "binary", minLength: 1, maxLength: 200 }), (text) => {
        const [event] = readCalendar(announcementAsCalendar(frozen(text))).events;
        expect(event?.["DESCRIPTION"]).toBe(`Nothing planned happens: ${visible(text)}`);
      }),
    );
  });
});

describe("an announcement in Markdown", () => {
  test("says it by the tenant's clock, whose distance from UTC changes", () => {
    expect(announcementAsMarkdown(announcement)).toBe(
      [
        "# Maintenance for `Acme GmbH`",
        "",
        "From Saturday, 27 March 2027 until Monday, 12 April 2027. Times are those of a clock in `Europe/Berlin`; behind each stands its distance from UTC.",
        "",
        "| Day | From | Until | What happens |",
        "| --- | --- | --- | --- |",
        "| Sunday, 28 March 2027 | 03:00 (UTC+02:00) | 04:00 (UTC+02:00) | `web gets standard@2.` |",
        "| Monday, 5 April 2027 | 00:00 (UTC+02:00) | 02:00 (UTC+02:00) | Nothing is planned yet |",
        "| Sunday, 11 April 2027 | 02:00 (UTC+02:00) | 04:00 (UTC+02:00) | Nothing: no maintenance on these days, because of `Easter` |",
        "",
        "Besides, on these days:",
        "",
        "- Thursday, 1 April 2027: `web moves from starter to standard.`",
        "",
        "While a window is open, single services may be away for a short time. Outside of the windows nothing planned happens that anybody would notice.",
        "",
        "- `web`: support answers `Mon-Fri 07:00-20:00`",
        "",
        "`Northwind`",
        "",
      ].join("\n"),
    );
  });

  test("keeps hostile names inside of code, on their lines", () => {
    const text = announcementAsMarkdown(frozen(hostile));
    expect(text.split("\n")).toHaveLength(announcementAsMarkdown(frozen("Easter")).split("\n").length);
    const outside = text.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/evil|<img|@all/);
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  test("says when there is no window", () => {
    expect(announcementAsMarkdown({ ...announcement, windows: [], otherDays: [] })).toContain(
      "There is no maintenance window in this time.",
    );
  });
});
