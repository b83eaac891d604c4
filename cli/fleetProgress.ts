import { createLogUpdate } from "log-update";

import type { FleetEvent } from "../core/results/runEvents.ts";
import { advance, beginProgress, eventLine, mostTold, progressLine, progressLines } from "../reports/runProgress.ts";
import type { Context } from "./context.ts";

/** Milliseconds after which what is shown is drawn anew on a terminal, and told anew of many elsewhere. */
const intervals = { drawn: 500, told: 30_000 } as const;

/**
 * Shows a fleet run while it runs. Where a person watches, lines are drawn over; elsewhere, as in CI, each tenant's beginning and end is a
 * line, or of many tenants one line for all every half a minute and one for each failure.
 *
 * @param what what is run, in the plural: `tenants`.
 */
export function fleetProgress(
  verb: string,
  what: string,
  total: number,
  context: Context,
): { readonly onEvent: (event: FleetEvent) => void; readonly end: () => void } {
  const now = (): number => performance.now() / 1000;
  let progress = beginProgress(verb, what, total, now());
  const update = context.interactive ? createLogUpdate(process.stderr) : undefined;
  const draw = (): void => update?.(progressLines(progress, now()).join("\n"));
  const tell = (): void => {
    context.note(progressLine(progress, now()));
  };
  const timer =
    update !== undefined
      ? setInterval(draw, intervals.drawn)
      : total > mostTold
        ? setInterval(tell, intervals.told)
        : undefined;
  timer?.unref();
  return {
    onEvent: (event) => {
      progress = advance(progress, event, now());
      const line = update === undefined || event.event === "stopped" ? eventLine(progress, event) : undefined;
      if (line !== undefined) {
        update?.clear();
        context.note(line);
      }
      draw();
    },
    end: () => {
      clearInterval(timer);
      update?.clear();
      update?.done();
    },
  };
}
