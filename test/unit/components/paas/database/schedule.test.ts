import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { backupSchedule } from "../../../../../components/paas/database/schedule.ts";
import { utcWindow } from "../../../../../core/maintenance/utcWindow.ts";

function scheduleIn(window: string, timeZone: string, everyHours: number): string {
  const found = utcWindow({ window, timeZone }, 30);
  if (!("window" in found)) throw new Error(`${window} is too short`);
  return backupSchedule(found.window, everyHours);
}

describe("when backups begin", () => {
  test.each([
    ["Sun 02:00-04:00", "UTC", 24, "0 0 2 * * *"],
    ["Sun 02:00-04:00", "UTC", 168, "0 0 2 * * 0"],
    ["Mon 22:30-23:30", "UTC", 168, "0 30 22 * * 1"],
    ["Sat 22:30-23:30", "UTC", 12, "0 30 10,22 * * *"],
    ["Wed 03:15-06:00", "UTC", 6, "0 15 3,9,15,21 * * *"],
    ["Wed 19:00-23:00", "UTC", 6, "0 0 1,7,13,19 * * *"],
    // In winter it is 01:00 to 03:00 in UTC, in summer 00:00 to 02:00.
    ["Sun 02:00-04:00", "Europe/Berlin", 168, "0 0 1 * * 0"],
    // The day before, by UTC.
    ["Mon 03:00-05:00", "Asia/Tokyo", 168, "0 0 18 * * 0"],
    ["Tue 00:45-02:45", "Asia/Kathmandu", 168, "0 0 19 * * 1"],
  ])("in %s (%s) every %d hours: %s", (window, timeZone, everyHours, schedule) => {
    expect(scheduleIn(window, timeZone, everyHours)).toBe(schedule);
  });

  test("is as often as it is said, evenly, and once when the window begins", () => {
    const window = fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }).map((start) => ({ start, minutes: 60 }));
    fc.assert(
      fc.property(window, fc.constantFrom(6, 12, 24), (given, everyHours) => {
        const [second, minute, hours, ...days] = backupSchedule(given, everyHours).split(" ");
        const list = (hours ?? "").split(",").map(Number);
        expect([second, ...days]).toEqual(["0", "*", "*", "*"]);
        expect(Number(minute)).toBe(given.start % 60);
        expect(list).toContain(Math.floor(given.start / 60) % 24);
        expect(list).toHaveLength(24 / everyHours);
        expect(
          list.every((hour, index) => hour >= 0 && hour < 24 && hour === (list[0] ?? 0) + index * everyHours),
        ).toBe(true);
      }),
    );
  });
});
