import { expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { timeLimitStep } from "../../../../fleet/runner/timeLimitStep.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";

const failed = nothingDone({ result: "failed", attempts: 1, failure: "transient", errors: ["it was lost"] });

/** Runs a step around a stack that ends so, and whose time is over before it ends if `late`. */
async function run(ended: RunOutcome, { late = false, interrupted = false, seconds = 120 } = {}) {
  let limit = (): void => undefined;
  let stopped = 0;
  const controller = new AbortController();
  const asked: number[] = [];
  const step = timeLimitStep(seconds, (length, then) => {
    asked.push(length);
    limit = then;
    return () => {
      stopped += 1;
    };
  });
  const task = { signal: controller.signal } as unknown as StackTask;
  const aborted: boolean[] = [];
  const outcome = await step(task, ({ signal }) => {
    aborted.push(signal.aborted);
    if (interrupted) controller.abort();
    if (late) limit();
    aborted.push(signal.aborted);
    return Promise.resolve(ended);
  });
  expect([asked, stopped]).toEqual([[seconds], 1]);
  return { outcome, aborted };
}

const told = (length: string): string =>
  `It was not done within ${length}. What was under way was finished, the rest was not begun. ` +
  "Run it again to go on; if it needs more time, give it by --timeout or spec.fleet.limits.tenantMinutes.";

test("what ends in time is as it is, whatever it is", async () => {
  const { outcome, aborted } = await run(failed);
  expect([outcome, aborted]).toEqual([failed, [false, false]]);
});

test.each([
  [120, "2 minutes"],
  [60, "1 minute"],
  [90, "90 seconds"],
])("after %i seconds it is asked to end, and that is a failure with what to do", async (seconds, words) => {
  const ended = nothingDone({ result: "interrupted", attempts: 1 });
  const { outcome, aborted } = await run(ended, { late: true, seconds });
  expect(aborted).toEqual([false, true]);
  expect(outcome).toEqual({ ...ended, result: "failed", failure: "timed-out", errors: [told(words)] });
});

test("what failed before is told after it", async () => {
  const { outcome } = await run(failed, { late: true });
  expect(outcome).toEqual({ ...failed, failure: "timed-out", errors: [told("2 minutes"), "it was lost"] });
});

test("what ended well in spite of it has ended well", async () => {
  const fine = nothingDone({ result: "created", attempts: 1 });
  expect((await run(fine, { late: true })).outcome).toEqual(fine);
});

test("an interruption by a person is one, also where the time is over", async () => {
  const ended = nothingDone({ result: "interrupted", attempts: 1 });
  expect((await run(ended, { late: true, interrupted: true })).outcome).toEqual(ended);
});
