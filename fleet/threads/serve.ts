import { getHeapStatistics } from "node:v8";
import { parentPort } from "node:worker_threads";

import type { ThreadAnswer, ThreadRequest } from "./messages.ts";
import { watchThread } from "./threadState.ts";

/**
 * Makes a program a thread's: it does one task at a time, as its pool tells it by messages.
 *
 * @param work does a task; its signal aborts when the pool's does, and what it tells while it works, its pool passes on.
 * @param own what the thread's program itself changes, by the names that {@link watchThread} gives: it reaches no other task.
 */
export function serve(
  work: (task: never, signal: AbortSignal, tell: (news: unknown) => void) => Promise<unknown>,
  own: ReadonlySet<string> = new Set(),
): void {
  const port = parentPort;
  if (port === null) throw new TypeError("this program runs as a worker thread");
  let controller = new AbortController();
  const answer = (message: ThreadAnswer<unknown, unknown>): void => {
    port.postMessage(message);
  };
  const tell = (news: unknown): void => {
    answer({ type: "news", news });
  };
  port.on("message", (request: ThreadRequest<never>) => {
    if (request.type === "abort") {
      controller.abort();
      return;
    }
    controller = new AbortController();
    const changes = watchThread();
    work(request.task, controller.signal, tell).then(
      (result) => {
        const heapMiB = getHeapStatistics().used_heap_size / 1024 ** 2;
        answer({ type: "result", result, left: { heapMiB, changed: changes().filter((name) => !own.has(name)) } });
      },
      (error: unknown) => {
        answer({ type: "crash", reason: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}
