import { describe, expect, test } from "@jest/globals";

import {
  beginningOf,
  formatDaily,
  formatWeekly,
  laterWindow,
  parseWindow,
} from "../../../../core/maintenance/weekWindow.ts";

describe("windows of the week", () => {
  test.each([
    ["Mon 00:00-01:30", { start: 0, minutes: 90 }],
    ["Sun 02:00-04:00", { start: 8760, minutes: 120 }],
    ["Sun 23:00-01:00", { start: 10_020, minutes: 120 }],
    ["Wed 20:00-19:00", { start: 4080, minutes: 720 }],
    ["Wed 20:00-20:00", { start: 4080, minutes: 720 }],
  ])("%s is %j", (text, window) => {
    expect(parseWindow(text)).toEqual(window);
  });

  test.each(["", "Foo 02:00-04:00", "Sun 2:00-4:00"])("%j is none", (text) => {
    expect(() => parseWindow(text)).toThrow(new TypeError(`"${text}" is no window`));
  });

  test.each([
    ["Sun 02:00-04:00", "sun:02:00-sun:04:00", "02:00-04:00"],
    ["Sun 23:30-00:30", "sun:23:30-mon:00:30", "23:30-00:30"],
    ["Tue 23:00-00:00", "tue:23:00-wed:00:00", "23:00-00:00"],
  ])("%s is written %s and %s", (text, weekly, daily) => {
    expect([formatWeekly(parseWindow(text)), formatDaily(parseWindow(text))]).toEqual([weekly, daily]);
  });

  test("come after and before one another, over the week's end too", () => {
    const sunday = parseWindow("Sun 23:30-00:30");
    expect(formatWeekly(laterWindow(sunday, 90, 30))).toBe("mon:01:00-mon:01:30");
    expect(formatWeekly(laterWindow(parseWindow("Mon 00:30-01:30"), -60, 60))).toBe("sun:23:30-mon:00:30");
    expect(beginningOf(sunday)).toEqual({ day: "Sun", hour: 23, minute: 30 });
  });
});
