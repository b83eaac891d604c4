import { extname } from "node:path";
import { Worker, type ResourceLimits } from "node:worker_threads";

import type { ThreadAnswer, ThreadLeft, ThreadRequest } from "./messages.ts";

/** How a task ended: with a result, or without one because its thread crashed. */
export type Ended<Result> = { readonly result: Result } | { readonly crash: string };

/** One task and who is told of it. */
export interface ThreadTask<Task, News> {
  /** Plain data. */
  readonly task: Task;
  /** Tells the thread to stop; how soon it does is its program's affair. */
  readonly signal: AbortSignal;
  /** Told what the task tells while it works. */
  readonly onNews?: (news: News) => void;
}

/** How threads are kept. All has a default. */
export interface ThreadOptions {
  /** What ends a thread while it works. */
  readonly limits?: ResourceLimits;
  /** A thread whose heap holds more than this after a task, in MiB, is not used again. Default: as much as there is. */
  readonly enoughMiB?: number;
}

/**
 * Worker threads of one program, which calls `serve`. Each does one task at a time; there are as many as tasks have been under way at
 * once. How many that are, is for the caller to bound. A thread in which a task has left what could reach the next one is not used
 * again: a crash, a heap that is nearly full, a changed variable or global, a listener, a timer.
 */
export class Threads<Task, Result, News = never> {
  readonly #idle: Worker[] = [];
  readonly #program: URL;
  readonly #options: ThreadOptions;

  /**
   * Starts no thread yet.
   *
   * @param program without its ending: from source it is TypeScript, from dist/ it is JavaScript.
   */
  constructor(program: URL, options: ThreadOptions = {}) {
    this.#program = new URL(program.href + extname(import.meta.filename));
    this.#options = options;
  }

  /**
   * Does a task in a thread that nothing else uses meanwhile. Never throws for what happens in there.
   *
   * @param spent whether a thread with this result should not be used again.
   */
  async run(request: ThreadTask<Task, News>, spent: (result: Result) => boolean = () => false): Promise<Ended<Result>> {
    const { task, signal, onNews } = request;
    const { limits = {} } = this.#options;
    const worker = this.#idle.pop() ?? new Worker(this.#program, { resourceLimits: limits });
    const tell = (message: ThreadRequest<Task>): void => {
      worker.postMessage(message);
    };
    const abort = (): void => {
      tell({ type: "abort" });
    };
    const { promise, resolve } = Promise.withResolvers<Ended<Result> & { readonly left?: ThreadLeft }>();
    let cause: string | undefined;
    const onMessage = (answer: ThreadAnswer<Result, News>): void => {
      if (answer.type === "news") onNews?.(answer.news);
      else resolve(answer.type === "result" ? answer : { crash: answer.reason });
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
    if ("crash" in ended) {
      await worker.terminate();
      return { crash: ended.crash };
    }
    if (this.#isSpent(ended.left) || spent(ended.result)) await worker.terminate();
    else this.#idle.push(worker);
    return { result: ended.result };
  }

  #isSpent(left: ThreadLeft | undefined): boolean {
    const { enoughMiB = Number.POSITIVE_INFINITY } = this.#options;
    return left !== undefined && (left.heapMiB > enoughMiB || left.changed.length > 0);
  }

  /** Ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}
