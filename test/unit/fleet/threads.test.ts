import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

import { Threads, type Ended } from "../../../fleet/threads/threads.ts";
import type { TestTask } from "../../helpers/threadProgram.ts";

const program = pathToFileURL(join(__dirname, "../../helpers/threadProgram"));
const never = new AbortController().signal;

let threads: Threads<TestTask, number, number>;
beforeEach(() => {
  threads = new Threads(program, { limits: { maxOldGenerationSizeMb: 64 }, enoughMiB: 24 });
});
afterEach(() => threads.close());

const run = (task: TestTask, signal = never): Promise<Ended<number>> => threads.run({ task, signal });

test("a thread is used again, and two at once are two", async () => {
  expect(await run("answer")).toEqual({ result: 1 });
  expect(await Promise.all([run("answer"), run("answer")])).toEqual([{ result: 2 }, { result: 1 }]);
});

test("a thread whose result says that it is spent is not used again", async () => {
  expect(await threads.run({ task: "answer", signal: never }, (result) => result === 1)).toEqual({ result: 1 });
  expect(await run("answer")).toEqual({ result: 1 });
});

test.each([
  ["fail", "as told"],
  ["exit", "its thread ended with code 7"],
  ["throw", "out of the blue"],
  ["reject", "nobody's promise"],
  ["fill the memory", "Worker terminated due to reaching memory limit"],
] as const)(
  "a task that makes its thread %s is a crash, and the next one has a thread of its own",
  async (task, crash) => {
    const done: number[] = [];
    const ended = await threads.run({ task, signal: never, onNews: (count) => done.push(count) });
    expect(ended).toEqual({ crash: expect.stringContaining(crash) });
    expect(done).toEqual([1]);
    expect(await run("answer")).toEqual({ result: 1 });
  },
);

test.each<TestTask>([
  "hold 30 MiB",
  "set a variable",
  "unset a variable",
  "set a global",
  "replace a global",
  "listen",
  "reject later",
])("what a task leaves behind reaches no other: %s", async (task) => {
  expect(await run("answer")).toEqual({ result: 1 });
  expect(await run(task)).toEqual({ result: 2 });
  expect(await run("answer")).toEqual({ result: 1 });
});

test("an abort reaches a task that is under way, and one that is begun after it", async () => {
  const controller = new AbortController();
  const waiting = run("wait for the abort", controller.signal);
  setTimeout(() => {
    controller.abort();
  }, 50);
  expect(await waiting).toEqual({ result: 1 });
  expect(await run("wait for the abort", controller.signal)).toEqual({ result: 2 });
});
