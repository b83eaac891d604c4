import { describe, expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../core/results/runOutcome.ts";
import type { FleetEvent } from "../../../core/results/runEvents.ts";
import {
  advance,
  beginProgress,
  eventLine,
  progressLine,
  progressLines,
  type RunProgress,
} from "../../../reports/runProgress.ts";

const started = (id: string): FleetEvent => ({ event: "started", id });
const finished = (id: string, result: RunOutcome["result"], cause: string | null = null): FleetEvent => ({
  ...{ event: "finished", id, result, failure: null, cause, attempts: 1, seconds: 2.345, resources: 3 },
  changes: nothingDone({ result }).changes,
});
const waiting: FleetEvent = {
  ...{ event: "waiting", id: "b", attempts: 1, failure: "throttled", cause: null, seconds: 4.25 },
} as const;

/** How far a run of so many is after these events, the first at 10 s and each 10 s after the one before. */
function after(total: number, ...events: readonly FleetEvent[]): RunProgress {
  return events.reduce(
    (progress, event, index) => advance(progress, event, 10 * (index + 1)),
    beginProgress("up", "tenants", total, 0),
  );
}

describe("on a terminal", () => {
  test("those that run are shown with how far they are, in the order in which they began", () => {
    const progress = after(
      20,
      ...[started("a"), started("b"), started("c")],
      { event: "progress", id: "a", done: 7 },
      waiting,
      finished("c", "created"),
    );
    expect(progressLines(progress, 60)).toEqual([
      "up: 1 of 20 tenants done, 2 running",
      "  a: 7 resources, 50 s",
      "  b: throttled, tried again in 0 s",
    ]);
    expect(progressLines(progress, 51)[2]).toBe("  b: throttled, tried again in 4 s");
  });

  test("of many that run some are shown, and how many more there are", () => {
    const ids = Array.from({ length: 15 }, (_, index) => `t${String(index)}`);
    const lines = progressLines(after(15, ...ids.map(started)), 150);
    expect([lines.length, lines.at(1), lines.at(-1)]).toEqual([14, "  t0: 0 resources, 140 s", "  and 3 more"]);
  });
});

describe("the line of all", () => {
  const ends = (count: number): FleetEvent[] =>
    Array.from({ length: count }, (_, index) => finished(`t${String(index)}`, index === 0 ? "failed" : "created"));

  test.each([
    [0, 60, "up: 0 of 100 tenants done"],
    [2, 60, "up: 2 of 100 tenants done, 1 failed"],
    [4, 60, "up: 4 of 100 tenants done, 1 failed, 4.0 a minute, about 24 min left"],
    [20, 60, "up: 20 of 100 tenants done, 1 failed, 20 a minute, about 4 min left"],
    [10, 1_200, "up: 10 of 100 tenants done, 1 failed, 0.5 a minute, about 3.0 h left"],
    [99, 60, "up: 99 of 100 tenants done, 1 failed, 99 a minute, about a minute left"],
    [100, 60, "up: 100 of 100 tenants done, 1 failed"],
  ])("after %i ends in %i s", (count, seconds, line) => {
    expect(progressLine(after(100, ...ends(count)), seconds)).toBe(line);
  });
});

describe("where no terminal is", () => {
  const cause = "aws:ec2/vpc:Vpc web: AccessDenied: no";

  test.each([
    [started("a"), "a: up started", undefined],
    [{ event: "progress", id: "a", done: 3 }, undefined, undefined],
    [waiting, "b: throttled, tried again in 4.3 s", undefined],
    [finished("a", "created"), "a: created in 2.3 s (0 of TOTAL)", undefined],
    ...(["failed", "refused", "interrupted"] as const).map(
      (result) =>
        [
          finished("a", result, cause),
          ...Array<string>(2).fill(`a: ${result} in 2.3 s (0 of TOTAL): ${cause}`),
        ] as const,
    ),
    [{ event: "stopped", cell: null, reason: "Enough." }, ...Array<string>(2).fill("nothing more is started: Enough.")],
    [
      { event: "stopped", cell: "eu-1", reason: "Down." },
      ...Array<string>(2).fill("nothing more is started in eu-1: Down."),
    ],
    [{ event: "run-ended", counts: {}, seconds: 1, exitCode: 0 }, undefined, undefined],
  ] as readonly (readonly [FleetEvent, string | undefined, string | undefined])[])(
    "%j is told of one of a few as %j, of one of many as %j",
    (event, ofFew, ofMany) => {
      for (const [total, line] of [
        [50, ofFew],
        [51, ofMany],
      ] as const) {
        expect(eventLine(beginProgress("up", "tenants", total, 0), event)).toBe(line?.replace("TOTAL", String(total)));
      }
    },
  );
});
