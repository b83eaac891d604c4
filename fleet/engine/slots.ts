import { extname } from "node:path";
import { Worker } from "node:worker_threads";

import { subscribedTiers } from "../../core/resolve/resolvedTenant.ts";
import { nothingDone, type TenantRunResult } from "../../core/results/tenantRun.ts";
import type { SlotAnswer, SlotRequest } from "./slot.ts";
import type { StackRun } from "./stackRun.ts";

/**
 * Worker threads that run stacks, one at a time each. Programs that share a thread share unhandled rejections, so that one
 * tenant's failure would fail its neighbour; a slot that has seen a failure is therefore not used again.
 */
export class Slots {
  readonly #idle: Worker[] = [];

  /** Runs one stack in a slot of its own and gives its result; never throws for what the program does. */
  async run(run: StackRun): Promise<TenantRunResult> {
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
    const { promise, resolve } = Promise.withResolvers<TenantRunResult>();
    const onMessage = (answer: SlotAnswer): void => {
      if (answer.type === "progress") onProgress(answer.done);
      else resolve(answer.type === "result" ? answer.result : crashed(run, answer.reason));
    };
    const onError = (error: unknown): void => {
      resolve(crashed(run, error instanceof Error ? error.message : String(error)));
    };
    const onExit = (code: number): void => {
      resolve(crashed(run, `its thread ended with code ${String(code)}`));
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", abort, { once: true });
    tell({ type: "run", run: request });
    const result = await promise;
    signal.removeEventListener("abort", abort);
    // Removing all listeners would remove the thread's own too, and no message would come through again.
    worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    if (result.errors.length > 0) await worker.terminate();
    else this.#idle.push(worker);
    return result;
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}

function crashed({ resolved }: StackRun, reason: string): TenantRunResult {
  const errors = [`The program crashed: ${reason}.`];
  return nothingDone(resolved.id, { result: "failed", tiers: subscribedTiers(resolved), errors });
}
