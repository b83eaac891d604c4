import { describe, expect, test } from "@jest/globals";

import { frozenUntil, standingOf } from "../../../../core/moves/standing.ts";

const berlin = { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" };
const at = (now: string, freezes: { from: string; to: string }[] = []) => ({ today: now.slice(0, 10), now, freezes });

describe("a renewal", () => {
  const renewal = { when: "renewal", on: "2027-01-01" } as const;

  test.each([
    ["2026-12-31T23:59:59Z", { due: false, overdue: false, daysLeft: 1 }],
    ["2027-01-01T00:00:00Z", { due: true, overdue: false, daysLeft: 0 }],
    ["2027-01-05T00:00:00Z", { due: true, overdue: true, daysLeft: -4 }],
  ])("at %s", (now, expected) => {
    expect(standingOf(renewal, berlin, at(now, [{ from: "2026-01-01", to: "2028-01-01" }]))).toEqual({
      day: "2027-01-01",
      ...expected,
    });
  });
});

describe("a window", () => {
  const window = { when: "window", on: "2026-12-20" } as const;
  const first = { begin: "2026-12-20T01:00:00Z", end: "2026-12-20T03:00:00Z" };
  const second = { begin: "2026-12-27T01:00:00Z", end: "2026-12-27T03:00:00Z" };

  test.each([
    ["2026-12-01T00:00:00Z", { day: "2026-12-20", window: first, due: false, overdue: false, daysLeft: 19 }],
    ["2026-12-20T00:59:59Z", { day: "2026-12-20", window: first, due: false, overdue: false, daysLeft: 0 }],
    ["2026-12-20T01:00:00Z", { day: "2026-12-20", window: first, due: true, overdue: false, daysLeft: 0 }],
    ["2026-12-20T03:00:00Z", { day: "2026-12-27", window: second, due: false, overdue: true, daysLeft: 7 }],
    ["2026-12-27T02:59:59Z", { day: "2026-12-27", window: second, due: true, overdue: true, daysLeft: 0 }],
  ])("at %s", (now, expected) => {
    expect(standingOf(window, berlin, at(now))).toEqual(expected);
  });

  test("is not used before its day begins where the tenant is, though that is another day by UTC", () => {
    const auckland = { window: "Sun 00:00-04:00", timeZone: "Pacific/Auckland" };
    const standing = standingOf(window, auckland, at("2026-12-19T11:00:00Z"));
    expect(standing).toMatchObject({ day: "2026-12-20", due: true, window: { begin: "2026-12-19T11:00:00Z" } });
    expect(standingOf({ when: "window", on: "2026-12-21" }, auckland, at("2026-12-19T11:00:00Z")).due).toBe(false);
  });

  test("that is frozen is no window", () => {
    const freezes = [
      { from: "2026-12-18", to: "2026-12-22" },
      { from: "2026-12-27", to: "2026-12-27" },
    ];
    expect(standingOf(window, berlin, at("2026-12-20T01:00:00Z", freezes))).toMatchObject({
      ...{ day: "2027-01-03", due: false, overdue: false },
    });
  });

  test("that never occurs has no day", () => {
    const freezes = [
      { from: "2029-01-01", to: "2029-06-30" },
      { from: "2026-01-01", to: "2028-12-31" },
    ];
    expect(standingOf(window, berlin, at("2026-12-20T01:00:00Z", freezes))).toEqual({ due: false, overdue: false });
    expect(frozenUntil(freezes)).toBe("2029-06-30");
    expect(frozenUntil([])).toBeUndefined();
  });
});
