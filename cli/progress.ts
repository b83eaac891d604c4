import { createLogUpdate } from "log-update";

import type { Context } from "./context.ts";

/** Milliseconds before it is shown how far something is: what is done sooner needs no word. */
const moment = 1_000;

/**
 * Shows how many of many are done, where that takes longer than a moment: a redrawn line where a person watches, a plain line every
 * ten seconds in CI.
 *
 * @param what what is counted, in the plural: `tenants`.
 */
export function countProgress(
  verb: string,
  what: string,
  total: number,
  context: Context,
): { readonly onProgress: (done: number) => void; readonly end: () => void } {
  const update = context.interactive ? createLogUpdate(process.stderr) : undefined;
  const interval = context.interactive ? 100 : 10_000;
  let next = performance.now() + Math.max(moment, interval);
  return {
    onProgress: (done) => {
      const now = performance.now();
      if (now < next) return;
      next = now + interval;
      const text = `${verb}: ${String(done)} of ${String(total)} ${what} done`;
      if (update === undefined) context.note(text);
      else update(text);
    },
    end: () => {
      update?.clear();
      update?.done();
    },
  };
}
