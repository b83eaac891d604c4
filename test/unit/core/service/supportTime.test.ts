import { describe, expect, test } from "@jest/globals";

import type { SupportSchedule } from "../../../../core/schema/serviceLevel.ts";
import { supportMinutes } from "../../../../core/service/supportTime.ts";

const office: SupportSchedule = {
  days: ["Mon", "Tue", "Wed", "Thu", "Fri"],
  from: "08:00",
  to: "18:00",
  timeZone: "Europe/Berlin",
};

const minutes = (from: string, to: string, schedule = office) =>
  supportMinutes({ plan: "business", schedule }, from, to);

describe("minutes of support hours", () => {
  test.each([
    // 2026-11-02 is a Monday.
    ["within a day", "2026-11-02T10:00:00+01:00", "2026-11-02T10:30:00+01:00", 30],
    ["before support begins", "2026-11-02T06:00:00+01:00", "2026-11-02T08:10:00+01:00", 10],
    ["over a night", "2026-11-02T17:50:00+01:00", "2026-11-03T08:20:00+01:00", 30],
    ["over a weekend", "2026-11-06T17:30:00+01:00", "2026-11-09T08:15:00+01:00", 45],
    ["wholly on a weekend", "2026-11-07T10:00:00+01:00", "2026-11-08T20:00:00+01:00", 0],
    ["of a minute that is not over", "2026-11-02T10:00:00+01:00", "2026-11-02T10:00:59+01:00", 0],
    ["whatever offset an instant is written with", "2026-11-02T09:00:00Z", "2026-11-02T05:30:00-05:00", 90],
  ])("%s", (_name, from, to, expected) => {
    expect(minutes(from, to)).toBe(expected);
  });

  test.each([
    ["loses an hour in spring", "2026-03-28T00:00:00+01:00", "2026-03-30T00:00:00+02:00", 47 * 60],
    ["gains one in autumn", "2026-10-24T00:00:00+02:00", "2026-10-26T00:00:00+01:00", 49 * 60],
  ])("a day without a night %s", (_name, from, to, expected) => {
    const always: SupportSchedule = { ...office, days: ["Sat", "Sun"], from: "00:00", to: "24:00" };
    expect(minutes(from, to, always)).toBe(expected);
  });

  test("are all of them around the clock, and none that anybody knows without a schedule", () => {
    const [from, to] = ["2026-11-07T10:00:00Z", "2026-11-07T11:00:00Z"];
    expect(supportMinutes({ plan: "around-the-clock" }, from, to)).toBe(60);
    expect(supportMinutes({ plan: "business" }, from, to)).toBeUndefined();
  });
});
