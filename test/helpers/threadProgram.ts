/** A worker thread for tests: ends, fails and waits as it is told, and leaves behind what it is told to. */
import { once } from "node:events";

import { serve } from "../../fleet/threads/serve.ts";

/** What the thread is told to do. */
export type TestTask =
  | "answer"
  | "fail"
  | "exit"
  | "throw"
  | "reject"
  | "fill the memory"
  | "hold 30 MiB"
  | "set a variable"
  | "unset a variable"
  | "set a global"
  | "replace a global"
  | "listen"
  | "reject later"
  | "wait for the abort";

let tasks = 0;
const kept: unknown[] = [];
const reject = async (): Promise<never> => Promise.reject(new Error("nobody's promise"));

const deeds: Partial<Record<TestTask, () => unknown>> = {
  "hold 30 MiB": () => kept.push(Array.from({ length: 4_000_000 }, (_, index) => index + 0.5)),
  "set a variable": () => (process.env["TENANTRY_LEFT"] = "behind"),
  "unset a variable": () => delete process.env["PATH"],
  "set a global": () => Object.assign(globalThis, { left: "behind" }),
  "replace a global": () => Object.assign(globalThis, { setTimeout: () => undefined }),
  "reject later": () => setTimeout(() => kept.push(reject()), 100),
  listen: () => process.on("unhandledRejection", () => undefined),
};

serve(async (task: TestTask, signal, tell): Promise<number> => {
  tasks += 1;
  tell(tasks);
  if (task === "fail") throw new Error("as told");
  if (task === "exit") process.exit(7);
  if (task === "throw") {
    queueMicrotask(() => {
      throw new Error("out of the blue");
    });
    await new Promise(() => undefined);
  }
  if (task === "reject") {
    kept.push(reject());
    await new Promise(() => undefined);
  }
  if (task === "fill the memory") {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => index + held.length + 0.5));
  }
  deeds[task]?.();
  if (task === "wait for the abort" && !signal.aborted) await once(signal, "abort");
  return tasks;
});
