import { parentPort } from "node:worker_threads";

import type { ThreadAnswer, ThreadRequest } from "./messages.ts";

/**
 * Makes a program a thread's: it does one task at a time, as its pool tells it by messages.
 *
 * @param work does a task; its signal aborts when the pool's does.
 */
export function serve(
  work: (task: never, signal: AbortSignal, onProgress: (done: number) => void) => Promise<unknown>,
): void {
  const port = parentPort;
  if (port === null) throw new TypeError("this program runs as a worker thread");
  let controller = new AbortController();
  const answer = (message: ThreadAnswer<unknown>): void => {
    port.postMessage(message);
  };
  const onProgress = (done: number): void => {
    answer({ type: "progress", done });
  };
  port.on("message", (request: ThreadRequest<never>) => {
    if (request.type === "abort") {
      controller.abort();
      return;
    }
    controller = new AbortController();
    work(request.task, controller.signal, onProgress).then(
      (result) => {
        answer({ type: "result", result });
      },
      (error: unknown) => {
        answer({ type: "crash", reason: error instanceof Error ? error.message : String(error) });
      },
    );
  });
}
