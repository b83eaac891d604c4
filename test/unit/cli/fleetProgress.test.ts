import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";

import type { Context } from "../../../cli/context.ts";
import { fleetProgress } from "../../../cli/fleetProgress.ts";
import { nothingDone } from "../../../core/results/runOutcome.ts";
import type { FleetEvent } from "../../../core/results/runEvents.ts";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const { changes } = nothingDone({ result: "created" });
const failed = (id: string): FleetEvent => ({
  ...{ event: "finished", id, result: "failed", failure: "permanent", cause: "no", attempts: 1 },
  ...{ seconds: 1, resources: 0, changes },
});

function watch(total: number) {
  const notes: string[] = [];
  const context = { interactive: false, note: (line: string) => void notes.push(line) } as unknown as Context;
  return { notes, ...fleetProgress("up", "tenants", total, context) };
}

test("of a few each is told, and nothing else however long it takes", () => {
  const { notes, onEvent, end } = watch(2);
  onEvent({ event: "started", id: "acme" });
  jest.advanceTimersByTime(600_000);
  onEvent(failed("acme"));
  end();
  expect(notes).toEqual(["acme: up started", "acme: failed in 1.0 s (1 of 2): no"]);
});

test("of many the failures are told, and every half a minute how far all are, until the end", () => {
  const { notes, onEvent, end } = watch(300);
  onEvent({ event: "started", id: "acme" });
  onEvent(failed("acme"));
  jest.advanceTimersByTime(60_000);
  end();
  jest.advanceTimersByTime(600_000);
  const all = "up: 1 of 300 tenants done, 1 failed";
  expect(notes).toEqual(["acme: failed in 1.0 s (1 of 300): no", all, all]);
});
