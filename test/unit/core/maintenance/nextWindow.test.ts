import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { isOpen, nextWindow } from "../../../../core/maintenance/nextWindow.ts";

const berlin = { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" };
const spanOf = (window: string, timeZone: string, from: string): string => {
  const next = nextWindow({ window, timeZone }, from);
  return next === undefined ? "never" : `${next.begin} ${next.end}`;
};

describe("the next maintenance window", () => {
  test.each([
    [
      "in winter",
      "Sun 02:00-04:00",
      "Europe/Berlin",
      "2026-12-01T00:00:00Z",
      "2026-12-06T01:00:00Z 2026-12-06T03:00:00Z",
    ],
    [
      "in summer",
      "Sun 02:00-04:00",
      "Europe/Berlin",
      "2026-07-01T00:00:00Z",
      "2026-07-05T00:00:00Z 2026-07-05T02:00:00Z",
    ],
    ["that is open", "Sun 02:00-04:00", "UTC", "2026-12-06T03:59:59Z", "2026-12-06T02:00:00Z 2026-12-06T04:00:00Z"],
    [
      "when one has just ended",
      "Sun 02:00-04:00",
      "UTC",
      "2026-12-06T04:00:00Z",
      "2026-12-13T02:00:00Z 2026-12-13T04:00:00Z",
    ],
    [
      "over midnight, open since the week before",
      "Sun 23:00-01:00",
      "UTC",
      "2026-12-07T00:30:00Z",
      "2026-12-06T23:00:00Z 2026-12-07T01:00:00Z",
    ],
    [
      "far in the east",
      "Mon 00:30-02:30",
      "Pacific/Kiritimati",
      "2026-12-06T00:00:00Z",
      "2026-12-06T10:30:00Z 2026-12-06T12:30:00Z",
    ],
    // Clocks go from 02:00 to 03:00 on 2027-03-28, and from 03:00 to 02:00 on 2027-10-31.
    [
      "whose beginning is left out",
      "Sun 02:00-04:00",
      "Europe/Berlin",
      "2027-03-27T00:00:00Z",
      "2027-03-28T01:00:00Z 2027-03-28T02:00:00Z",
    ],
    [
      "that is left out wholly",
      "Sun 02:00-03:00",
      "Europe/Berlin",
      "2027-03-27T00:00:00Z",
      "2027-04-04T00:00:00Z 2027-04-04T01:00:00Z",
    ],
    [
      "in the middle of the hour that is left out",
      "Sun 02:15-02:45",
      "Europe/Berlin",
      "2027-03-27T00:00:00Z",
      "2027-04-04T00:15:00Z 2027-04-04T00:45:00Z",
    ],
    [
      "that begins in the hour that is left out",
      "Sun 02:15-03:30",
      "Europe/Berlin",
      "2027-03-27T00:00:00Z",
      "2027-03-28T01:00:00Z 2027-03-28T01:30:00Z",
    ],
    [
      "that ends in the hour that is left out",
      "Sun 01:00-02:30",
      "Europe/Berlin",
      "2027-03-27T00:00:00Z",
      "2027-03-28T00:00:00Z 2027-03-28T01:00:00Z",
    ],
    [
      "whose hour comes twice",
      "Sun 02:00-02:30",
      "Europe/Berlin",
      "2027-10-30T00:00:00Z",
      "2027-10-31T00:00:00Z 2027-10-31T00:30:00Z",
    ],
    [
      "in which clocks are set back",
      "Sun 01:00-04:00",
      "Europe/Berlin",
      "2027-10-30T00:00:00Z",
      "2027-10-30T23:00:00Z 2027-10-31T03:00:00Z",
    ],
    [
      "where a day was left out",
      "Fri 10:00-11:00",
      "Pacific/Apia",
      "2011-12-28T00:00:00Z",
      "2012-01-05T20:00:00Z 2012-01-05T21:00:00Z",
    ],
  ])("%s", (_what, window, timeZone, from, expected) => {
    expect(spanOf(window, timeZone, from)).toBe(expected);
  });

  test("leaves out what touches a frozen day, by the tenant's own calendar", () => {
    const from = "2026-12-01T00:00:00Z";
    const over = { window: "Sat 23:00-01:00", timeZone: "Europe/Berlin" };
    const beginOf = (freeze: { from: string; to: string }): string | undefined =>
      nextWindow(over, from, [freeze])?.begin;
    expect(beginOf({ from: "2026-12-04", to: "2026-12-04" })).toBe("2026-12-05T22:00:00Z");
    expect(beginOf({ from: "2026-12-05", to: "2026-12-05" })).toBe("2026-12-12T22:00:00Z");
    expect(beginOf({ from: "2026-12-06", to: "2026-12-06" })).toBe("2026-12-12T22:00:00Z");
    expect(beginOf({ from: "2026-12-07", to: "2026-12-07" })).toBe("2026-12-05T22:00:00Z");
    // The window ends as that day begins.
    const until = { window: "Sat 22:00-00:00", timeZone: "Europe/Berlin" };
    expect(nextWindow(until, from, [{ from: "2026-12-06", to: "2026-12-06" }])?.begin).toBe("2026-12-05T21:00:00Z");
  });

  test("is none under a freeze over everything", () => {
    expect(nextWindow(berlin, "2026-12-01T00:00:00Z", [{ from: "2026-01-01", to: "2099-12-31" }])).toBeUndefined();
  });

  test("ends after the instant, is seven days away at most but for a gap, and is open in itself alone", () => {
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) });
    const times = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const textOf = (minute: number): string => new Date(minute * 60_000).toISOString().slice(11, 16);
    fc.assert(
      fc.property(
        fc.constantFrom("Mon", "Wed", "Sun"),
        times,
        fc.integer({ min: 30, max: 12 * 60 }),
        zones,
        instants,
        (day, begin, length, timeZone, at) => {
          const maintenance = { window: `${day} ${textOf(begin)}-${textOf((begin + length) % 1440)}`, timeZone };
          const next = nextWindow(maintenance, new Date(at).toISOString());
          const [from, to] = [Date.parse(next?.begin ?? ""), Date.parse(next?.end ?? "")];
          expect(to).toBeGreaterThan(Math.max(at, from));
          expect(from - at).toBeLessThanOrEqual((14 * 24 + 1) * 3_600_000);
          const openAt = (time: number): boolean => isOpen(maintenance, new Date(time).toISOString());
          expect([openAt(from), openAt(to - 1), openAt(from - 1), openAt(to)]).toEqual([true, true, false, false]);
        },
      ),
    );
  });
});
