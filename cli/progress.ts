import { createLogUpdate } from "log-update";

import type { FleetEvent } from "../fleet/runFleet.ts";
import type { Context } from "./context.ts";

/**
 * Shows a fleet run while it runs: redrawn lines where a person watches, one plain line an event in CI.
 *
 * @param what what is run, in the plural: `tenants`.
 */
export function fleetProgress(
  verb: string,
  what: string,
  total: number,
  context: Context,
): { readonly onEvent: (event: FleetEvent) => void; readonly end: () => void } {
  const running = new Map<string, number>();
  let finished = 0;
  const update = context.interactive ? createLogUpdate(process.stderr) : undefined;
  const draw = (): void => {
    const lines = [...running].map(([id, done]) => `  ${id}: ${String(done)} resources`);
    update?.([`${verb}: ${String(finished)} of ${String(total)} ${what} done`, ...lines].join("\n"));
  };
  return {
    onEvent: (event) => {
      if (event.type === "finished") {
        running.delete(event.id);
        finished += 1;
      } else running.set(event.id, event.type === "progress" ? event.done : 0);
      if (update !== undefined) draw();
      else if (event.type === "started") context.note(`${event.id}: ${verb} started`);
      else if (event.type === "finished") {
        const { result, seconds } = event.outcome;
        context.note(`${event.id}: ${result} in ${seconds.toFixed(1)} s (${String(finished)} of ${String(total)})`);
      }
    },
    end: () => {
      update?.clear();
      update?.done();
    },
  };
}

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
