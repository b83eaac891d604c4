/** A slot's worker thread: loads the SDK once and runs one stack at a time, as it is told by messages. */
import { parentPort } from "node:worker_threads";

import type { RunOutcome } from "../../core/results/runOutcome.ts";
import { runStack, type StackRun } from "./stackRun.ts";

/** What the pool tells a slot. */
export type SlotRequest =
  { readonly type: "run"; readonly run: Omit<StackRun, "signal" | "onProgress"> } | { readonly type: "abort" };

/** What a slot tells the pool. */
export type SlotAnswer =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "outcome"; readonly outcome: RunOutcome }
  | { readonly type: "crash"; readonly reason: string };

const port = parentPort;
if (port === null) throw new TypeError("a slot runs as a worker thread");
let controller = new AbortController();
const answer = (message: SlotAnswer): void => {
  port.postMessage(message);
};

// The SDK takes a stack trace for each promise that it makes, which is a sixth of a program's time. Nobody is shown any: what went
// wrong is told by the engine's diagnostics and by messages.
Error.stackTraceLimit = 0;

// While a program runs, the SDK listens too and reports what it rejects. What comes after it has stopped listening is the engine's
// refusal of calls that were still on their way: it must not end the thread, and with it the result, which names the cause.
process.on("unhandledRejection", () => undefined);

port.on("message", (request: SlotRequest) => {
  if (request.type === "abort") {
    controller.abort();
    return;
  }
  controller = new AbortController();
  const onProgress = (done: number): void => {
    answer({ type: "progress", done });
  };
  runStack({ ...request.run, signal: controller.signal, onProgress }).then(
    (outcome) => {
      answer({ type: "outcome", outcome });
    },
    (error: unknown) => {
      answer({ type: "crash", reason: error instanceof Error ? error.message : String(error) });
    },
  );
});
