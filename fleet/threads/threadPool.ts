import { availableParallelism } from "node:os";
import PQueue from "p-queue";

import { Threads } from "./threads.ts";

/** More threads than this gain little beside what they hold: the SDK, and a heap each. */
const mostThreads = 4;

/** What a pool's threads do. */
export interface ThreadPoolOptions<Task, Result> {
  /** The threads' program, without its ending; it calls `serve`. */
  readonly program: URL;
  /** Does a task in the caller's thread instead. */
  readonly here: (task: Task) => Promise<Result>;
  /** The result of a task that has ended its thread. */
  readonly crashed: (task: Task, reason: string) => Result;
  /** What the heap of a thread may grow to; a task that needs more ends it. */
  readonly heapMiB: number;
  /** How many threads at most; 0 for the caller's own. Default: by the machine. */
  readonly threads?: number | undefined;
  /** Aborts: what has not begun is not done. */
  readonly signal?: AbortSignal | undefined;
}

/** Does tasks in threads, as many at a time as is useful; the others wait. */
export interface ThreadPool<Task, Result> {
  /**
   * Rejects where the signal has aborted, or the pool is closed, before the task has begun.
   *
   * @param onResult told of the result before another task begins in its stead.
   */
  readonly run: (task: Task, onResult?: (result: Result) => void) => Promise<Result>;
  /** Lets what is under way finish, gives up what waits, and ends all threads. */
  readonly close: () => Promise<void>;
}

/** Opens a pool; no thread is started before there is something to do. */
export function openThreadPool<Task, Result>({
  program,
  here,
  crashed,
  heapMiB,
  threads: count = Math.min(mostThreads, availableParallelism()),
  signal = new AbortController().signal,
}: ThreadPoolOptions<Task, Result>): ThreadPool<Task, Result> {
  const queue = new PQueue({ concurrency: Math.max(1, count) });
  const threads = new Threads<Task, Result>(program, { limits: { maxOldGenerationSizeMb: heapMiB } });
  const runOne = async (task: Task): Promise<Result> => {
    signal.throwIfAborted();
    if (count === 0) return here(task);
    const ended = await threads.run({ task, signal });
    return "result" in ended ? ended.result : crashed(task, ended.crash);
  };
  return {
    run: (task, onResult) =>
      queue.add(async () => {
        const result = await runOne(task);
        onResult?.(result);
        return result;
      }),
    close: async () => {
      queue.clear();
      // A thread that still works is not among those that can be ended, and would keep the process from ending.
      await queue.onIdle();
      await threads.close();
    },
  };
}

/** Why there is no result for a tenant whose program has ended the thread that it was rendered in. */
export function threadEnded(tenant: string, reason: string): string {
  return `The program of the tenant "${tenant}" ended the thread that rendered it: ${reason}.`;
}
