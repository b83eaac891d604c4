import { describe, expect, test } from "@jest/globals";

import { decideTime, type AskedTime, type MoveTime } from "../../../../core/moves/decideTime.ts";

const contract = { start: "2026-11-30", billing: "quarterly" } as const;
const decide = (
  allowed: Parameters<typeof decideTime>[0],
  asked: AskedTime = {},
  today = "2026-12-24",
): ReturnType<typeof decideTime> => decideTime(allowed, asked, contract, today);

describe("a move takes effect", () => {
  test.each<[string, Parameters<typeof decideTime>[0], AskedTime, MoveTime]>([
    ["at once where the tier allows it", "immediate", {}, { when: "now" }],
    ["at once where it is approved", "needs-approval", {}, { when: "now" }],
    ["at once where the version alone changes", undefined, {}, { when: "now" }],
    ["in a window from today on", "immediate", { when: "window" }, { when: "window", on: "2026-12-24" }],
    [
      "in a window from a day on",
      "needs-approval",
      { when: "window", on: "2027-01-02" },
      { when: "window", on: "2027-01-02" },
    ],
    ["at the next renewal", "at-renewal", {}, { when: "renewal", on: "2027-02-28" }],
    ["at a renewal that is named", "at-renewal", { on: "2027-05-30" }, { when: "renewal", on: "2027-05-30" }],
    ["at a renewal that is asked for", "immediate", { when: "renewal" }, { when: "renewal", on: "2027-02-28" }],
  ])("%s", (_what, allowed, asked, expected) => {
    expect(decide(allowed, asked)).toEqual(expected);
  });

  test("at once on the day of a renewal, if that is asked for", () => {
    expect(decide("at-renewal", { when: "now" }, "2027-02-28")).toEqual({ when: "now", on: "2027-02-28" });
    expect(decide("at-renewal", {}, "2027-02-28")).toEqual({ when: "renewal", on: "2027-02-28" });
  });
});

test.each<[Parameters<typeof decideTime>[0], AskedTime, string]>([
  ["immediate", { when: "window", on: "2026-12-23" }, "2026-12-23 is over; today is 2026-12-24."],
  [
    "immediate",
    { on: "2026-12-24" },
    "A move that is made now has no day: say --when window or --when renewal with --on.",
  ],
  [
    "at-renewal",
    { on: "2027-02-27" },
    "No period of the contract begins on 2027-02-27. The next one begins on 2027-02-28.",
  ],
  [
    "at-renewal",
    { when: "now" },
    "This move takes effect at a renewal of the contract only. The next one is on 2027-02-28: leave --when away, or say --when renewal.",
  ],
])("%s with %j cannot be", (allowed, asked, problem) => {
  expect(decide(allowed, asked)).toEqual({ problem });
});
