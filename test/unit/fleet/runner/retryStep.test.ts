import { expect, test } from "@jest/globals";

import { nothingDone, type RunOutcome } from "../../../../core/results/runOutcome.ts";
import { retryStep, type Retrying, type Waiting } from "../../../../fleet/runner/retryStep.ts";
import type { StackTask } from "../../../../fleet/stackSteps.ts";

const failed = (error: string): RunOutcome =>
  nothingDone({ result: "failed", attempts: 1, failure: "permanent", errors: [error] });
const fine = nothingDone({ result: "unchanged", attempts: 1 });

const throttled = failed("aws:ec2/vpc:Vpc web: Throttling: Rate exceeded");
const conflict = failed("aws:s3/bucket:Bucket logs: OperationAborted: again");
const transient = failed("kubernetes:core/v1:Namespace acme: etcdserver: leader changed");
const permanent = failed("aws:ec2/vpc:Vpc web: AccessDenied: no");

/** Runs a step over attempts that end so, in a time of its own. */
async function run(
  outcomes: readonly RunOutcome[],
  settings: Partial<Retrying> = {},
  controller = new AbortController(),
) {
  const waits: [id: string, waiting: Waiting][] = [];
  let seconds = 0;
  let calls = 0;
  const step = retryStep({
    retries: 3,
    waitSeconds: { throttled: 8, conflict: 4, transient: 2, most: 20 },
    applies: true,
    random: () => 0.5,
    now: () => seconds,
    sleep: (length) => {
      seconds += length;
      return Promise.resolve();
    },
    onWaiting: (id, waiting) => void waits.push([id, waiting]),
    ...settings,
  });
  const task = {
    subject: { kind: "tenant", resolved: { id: "acme" } },
    signal: controller.signal,
    onProgress: () => undefined,
  } as unknown as StackTask;
  const outcome = await step(task, () => {
    seconds += 1;
    const ended = outcomes[calls++];
    if (ended === undefined) throw new Error("it was tried once too often");
    return Promise.resolve(ended);
  });
  return { outcome, calls, waits };
}

test("what may pass is tried again until it does, and all attempts are counted", async () => {
  const { outcome, calls, waits } = await run([throttled, throttled, fine]);
  expect([calls, outcome]).toEqual([3, { ...fine, attempts: 3, seconds: 3 + 4 + 8 }]);
  expect(waits).toEqual([
    ["acme", { attempts: 1, failure: "throttled", errors: throttled.errors, seconds: 4 }],
    ["acme", { attempts: 2, failure: "throttled", errors: throttled.errors, seconds: 8 }],
  ]);
});

test.each([
  ["throttled", throttled, [4, 8, 10]],
  ["conflict", conflict, [2, 4, 8]],
  ["transient", transient, [1, 2, 4]],
] as const)(
  "a failure that is %s is waited for by its kind, longer each time and never too long",
  async (kind, one, lengths) => {
    const { outcome, waits } = await run([one, one, one, one]);
    expect(outcome).toMatchObject({ result: "failed", failure: kind, attempts: 4, errors: one.errors });
    expect(waits.map(([, { seconds }]) => seconds)).toEqual(lengths);
  },
);

test("waits are random from nothing to their length", async () => {
  const lengths = async (number: number) =>
    (await run([transient, fine], { random: () => number })).waits.map(([, { seconds }]) => seconds);
  expect([await lengths(0), await lengths(0.999)]).toEqual([[0], [1.998]]);
});

test.each([
  ["what is wrong by itself", permanent],
  ["a crash", { ...permanent, failure: "crashed" }],
  ["a stack that somebody else has locked", { ...throttled, failure: "locked" }],
  ["what ran out of time", { ...throttled, failure: "timed-out" }],
  ["a plan that needs an approval", nothingDone({ result: "needs-approval", errors: ["Throttling: no"] })],
  ["what was interrupted", nothingDone({ result: "interrupted", attempts: 1 })],
] as const)("%s is not tried again", async (_what, one) => {
  const { outcome, calls, waits } = await run([one]);
  expect([outcome, calls, waits]).toEqual([one, 1, []]);
});

test("a failure that lasts ends the attempts, and its errors are told", async () => {
  const { outcome, calls } = await run([transient, permanent]);
  expect([calls, outcome]).toMatchObject([2, { failure: "permanent", attempts: 2, errors: permanent.errors }]);
});

test("without retries nothing is tried again, and the kind is told all the same", async () => {
  const { outcome, calls } = await run([conflict], { retries: 0 });
  expect([calls, outcome]).toEqual([1, { ...conflict, failure: "conflict" }]);
});

test("an abort ends the waiting, and the failure stays what it was", async () => {
  const controller = new AbortController();
  const sleep = (_seconds: number, signal: AbortSignal): Promise<void> => {
    expect(signal).toBe(controller.signal);
    controller.abort();
    return Promise.resolve();
  };
  const { outcome, calls } = await run([transient], { sleep }, controller);
  expect([calls, outcome]).toEqual([1, { ...transient, failure: "transient" }]);
});

test("nothing is waited for after an abort", async () => {
  const controller = new AbortController();
  controller.abort();
  const { calls, waits } = await run([transient], {}, controller);
  expect([calls, waits]).toEqual([1, []]);
});
