import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { utcWindow } from "../../../../core/maintenance/utcWindow.ts";
import { formatWeekly, parseWindow } from "../../../../core/maintenance/weekWindow.ts";

const weekly = (window: string, timeZone: string): string | number => {
  const found = utcWindow({ window, timeZone }, 30);
  return "window" in found ? formatWeekly(found.window) : found.neededMinutes;
};

describe("a tenant's window in UTC", () => {
  test.each([
    ["Sun 02:00-04:00", "UTC", "sun:02:00-sun:04:00"],
    ["Sun 02:00-04:00", "Europe/Berlin", "sun:01:00-sun:02:00"],
    ["Mon 00:30-02:30", "Europe/Berlin", "sun:23:30-mon:00:30"],
    ["Sun 22:00-23:59", "America/New_York", "mon:03:00-mon:03:59"],
    ["Wed 02:00-04:00", "Asia/Kathmandu", "tue:20:15-tue:22:15"],
    ["Wed 02:00-04:00", "Australia/Lord_Howe", "tue:15:30-tue:17:00"],
    // UTC+1 all the year, but UTC in Ramadan.
    ["Wed 02:00-04:00", "Africa/Casablanca", "wed:02:00-wed:03:00"],
    ["Wed 20:00-19:00", "UTC", "wed:20:00-thu:08:00"],
    ["Wed 02:00-04:00", "Mars/Olympus", "wed:02:00-wed:04:00"],
  ])("%s in %s is %s", (window, timeZone, utc) => {
    expect(weekly(window, timeZone)).toBe(utc);
  });

  test.each([
    ["Sun 02:00-03:29", "Europe/Berlin", 90],
    ["Sun 02:00-02:29", "Asia/Tokyo", 30],
    ["Sun 02:00-02:59", "Australia/Lord_Howe", 60],
  ])("%s in %s would have to last %d minutes", (window, timeZone, minutes) => {
    expect(weekly(window, timeZone)).toBe(minutes);
  });

  /** Minute of the week by the clocks of a zone. */
  const localMinute = (instant: number, timeZone: string): number => {
    const options = { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    const parts = new Intl.DateTimeFormat("en", options).formatToParts(instant);
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
    const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(of("weekday"));
    return (day * 24 + Number(of("hour"))) * 60 + Number(of("minute"));
  };
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((numbers) => numbers.map((number) => String(number).padStart(2, "0")).join(":"));
  const windows = fc
    .tuple(fc.constantFrom("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), time, time)
    .filter(([, begin, end]) => begin !== end)
    .map(([day, begin, end]) => `${day} ${begin}-${end}`);

  test("lies inside the local one in January and in July, in every zone", () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
    fc.assert(
      fc.property(zones, windows, (timeZone, window) => {
        const found = utcWindow({ window, timeZone }, 30);
        const local = parseWindow(window);
        if ("neededMinutes" in found) {
          expect(found.neededMinutes).toBeGreaterThan(local.minutes);
          return;
        }
        expect(found.window.minutes).toBeGreaterThanOrEqual(30);
        // Two Mondays: 12 January and 13 July 2026.
        for (const monday of [Date.UTC(2026, 0, 12), Date.UTC(2026, 6, 13)]) {
          const begin = localMinute(monday + found.window.start * 60_000, timeZone);
          const since = (begin - local.start + 10_080) % 10_080;
          expect(since + found.window.minutes).toBeLessThanOrEqual(local.minutes);
        }
      }),
    );
  });
});
