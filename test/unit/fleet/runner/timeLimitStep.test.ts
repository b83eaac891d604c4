import { expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { timeLimitStep } from "../../../../fleet/runner/timeLimitStep.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";

const failed = nothingDone({ result: "failed", attempts: 1, failure: "transient", errors: ["it was lost"] });

/** Runs a step around a stack that ends so, and whose time is over so many times before it ends. */
async function run(ended: RunOutcome, { late = 0, interrupted = false, seconds = 120 } = {}) {
  let limit = (): void => undefined;
  const stopped: number[] = [];
  const controller = new AbortController();
  const asked: number[] = [];
  const endedAtOnce: string[] = [];
  const step = timeLimitStep(
    seconds,
    (subject) => void endedAtOnce.push(subject.kind),
    (length, then) => {
      const number = asked.push(length);
      limit = then;
      return () => void stopped.push(number);
    },
  );
  const task = { subject: { kind: "cell" }, signal: controller.signal } as unknown as StackTask;
  const aborted: boolean[] = [];
  const outcome = await step(task, ({ signal }) => {
    aborted.push(signal.aborted);
    if (interrupted) controller.abort();
    for (let time = 0; time < late; time++) limit();
    aborted.push(signal.aborted);
    return Promise.resolve(ended);
  });
  // The timer that was set last is the one that still may run.
  expect([asked, stopped]).toEqual([late === 0 ? [seconds] : [seconds, seconds], [late === 0 ? 1 : 2]]);
  return { outcome, aborted, endedAtOnce };
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
  const { outcome, aborted } = await run(ended, { late: 1, seconds });
  expect(aborted).toEqual([false, true]);
  expect(outcome).toEqual({ ...ended, result: "failed", failure: "timed-out", errors: [told(words)] });
});

test("what has not ended after as long again is ended at once, and told so", async () => {
  const ended = nothingDone({ result: "failed", attempts: 1 });
  const { outcome, endedAtOnce } = await run(ended, { late: 2 });
  expect(endedAtOnce).toEqual(["cell"]);
  expect(outcome).toEqual({
    ...ended,
    failure: "timed-out",
    errors: [
      "It was not done within 2 minutes. It did not end within as long again, so it was ended at once: the next run asks the target what " +
        "became of what was under way. Run it again to go on; if it needs more time, give it by --timeout or spec.fleet.limits.tenantMinutes.",
    ],
  });
  expect((await run(ended, { late: 1 })).endedAtOnce).toEqual([]);
});

test("what failed before is told after it", async () => {
  const { outcome } = await run(failed, { late: 1 });
  expect(outcome).toEqual({ ...failed, failure: "timed-out", errors: [told("2 minutes"), "it was lost"] });
});

test("what ended well in spite of it has ended well", async () => {
  const fine = nothingDone({ result: "created", attempts: 1 });
  expect((await run(fine, { late: 1 })).outcome).toEqual(fine);
});

test("an interruption by a person is one, also where the time is over", async () => {
  const ended = nothingDone({ result: "interrupted", attempts: 1 });
  expect((await run(ended, { late: 1, interrupted: true })).outcome).toEqual(ended);
});
