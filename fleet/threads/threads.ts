import { extname } from "node:path";
import { Worker, type ResourceLimits } from "node:worker_threads";

import type { ThreadAnswer, ThreadRequest } from "./messages.ts";

/** How a task ended: with a result, or without one because its thread crashed. */
export type Ended<Result> = { readonly result: Result } | { readonly crash: string };

/** One task and who is told of it. */
export interface ThreadTask<Task> {
  /** Plain data. */
  readonly task: Task;
  /** Tells the thread to stop; how soon it does is its program's affair. */
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

/**
 * Worker threads of one program, which calls `serve`. Each does one task at a time; there are as many as tasks have been under way at
 * once. How many that are, is for the caller to bound.
 */
export class Threads<Task, Result> {
  readonly #idle: Worker[] = [];
  readonly #program: URL;
  readonly #limits: ResourceLimits;

  /**
   * Starts no thread yet.
   *
   * @param program without its ending: from source it is TypeScript, from dist/ it is JavaScript.
   */
  constructor(program: URL, limits: ResourceLimits = {}) {
    this.#program = new URL(program.href + extname(import.meta.filename));
    this.#limits = limits;
  }

  /**
   * Does a task in a thread that nothing else uses meanwhile. Never throws for what happens in there.
   *
   * @param spent whether a thread with this result should not be used again; one that has crashed never is.
   */
  async run(request: ThreadTask<Task>, spent: (result: Result) => boolean = () => false): Promise<Ended<Result>> {
    const { task, signal, onProgress } = request;
    const worker = this.#idle.pop() ?? new Worker(this.#program, { resourceLimits: this.#limits });
    const tell = (message: ThreadRequest<Task>): void => {
      worker.postMessage(message);
    };
    const abort = (): void => {
      tell({ type: "abort" });
    };
    const { promise, resolve } = Promise.withResolvers<Ended<Result>>();
    let cause: string | undefined;
    const onMessage = (answer: ThreadAnswer<Result>): void => {
      if (answer.type === "progress") onProgress?.(answer.done);
      else resolve(answer.type === "result" ? { result: answer.result } : { crash: answer.reason });
    };
    const onError = (error: unknown): void => {
      cause = error instanceof Error ? error.message : String(error);
    };
    // An error ends a thread; what it has still answered before arrives until it has ended.
    const onExit = (code: number): void => {
      resolve({ crash: cause ?? `its thread ended with code ${String(code)}` });
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", abort, { once: true });
    tell({ type: "run", task });
    if (signal.aborted) abort();
    const ended = await promise;
    signal.removeEventListener("abort", abort);
    // Removing all listeners would remove the thread's own too, and no message would come through again.
    worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    if ("crash" in ended || spent(ended.result)) await worker.terminate();
    else this.#idle.push(worker);
    return ended;
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}
