import { extname } from "node:path";
import { Worker } from "node:worker_threads";

import { nothingDone, type RunOutcome } from "../../core/results/runOutcome.ts";
import type { SlotAnswer, SlotRequest } from "./slot.ts";
import type { StackRun } from "./stackRun.ts";

/**
 * Worker threads that run stacks, one at a time each. Programs that share a thread share unhandled rejections, so that one
 * stack's failure would fail its neighbour; a slot that has seen a failure is therefore not used again.
 */
export class Slots {
  readonly #idle: Worker[] = [];

  /** Runs one stack in a slot of its own and gives its outcome; never throws for what the program does. */
  async run(run: StackRun): Promise<RunOutcome> {
    const { signal, onProgress, ...request } = run;
    // From source the thread's program is TypeScript, from dist/ it is JavaScript.
    const program = new URL(`./slot${extname(import.meta.filename)}`, import.meta.url);
    const worker = this.#idle.pop() ?? new Worker(program);
    const tell = (message: SlotRequest): void => {
      worker.postMessage(message);
    };
    const abort = (): void => {
      tell({ type: "abort" });
    };
    const { promise, resolve } = Promise.withResolvers<RunOutcome>();
    const onMessage = (answer: SlotAnswer): void => {
      if (answer.type === "progress") onProgress(answer.done);
      else resolve(answer.type === "outcome" ? answer.outcome : crashed(answer.reason));
    };
    const onError = (error: unknown): void => {
      resolve(crashed(error instanceof Error ? error.message : String(error)));
    };
    const onExit = (code: number): void => {
      resolve(crashed(`its thread ended with code ${String(code)}`));
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", abort, { once: true });
    tell({ type: "run", run: request });
    const outcome = await promise;
    signal.removeEventListener("abort", abort);
    // Removing all listeners would remove the thread's own too, and no message would come through again.
    worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    if (outcome.errors.length > 0) await worker.terminate();
    else this.#idle.push(worker);
    return outcome;
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}

function crashed(reason: string): RunOutcome {
  return nothingDone({ result: "failed", errors: [`The program crashed: ${reason}.`] });
}
