/** A worker thread for tests: ends, fails and waits as it is told. */
import { once } from "node:events";

import { serve } from "../../fleet/threads/serve.ts";

/** What the thread is told to do. */
export type TestTask = "answer" | "fail" | "exit" | "throw" | "fill the memory" | "wait for the abort";

let tasks = 0;

serve(async (task: TestTask, signal, onProgress): Promise<number> => {
  tasks += 1;
  onProgress(tasks);
  if (task === "fail") throw new Error("as told");
  if (task === "exit") process.exit(7);
  if (task === "throw") {
    queueMicrotask(() => {
      throw new Error("out of the blue");
    });
    await new Promise(() => undefined);
  }
  if (task === "fill the memory") {
    const held: number[][] = [];
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => index + held.length + 0.5));
  }
  if (task === "wait for the abort" && !signal.aborted) await once(signal, "abort");
  return tasks;
});
