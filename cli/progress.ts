import { createLogUpdate } from "log-update";

import type { FleetEvent } from "../fleet/runFleet.ts";
import type { Context } from "./context.ts";

/** Shows a fleet run while it runs: redrawn lines where a person watches, one plain line an event in CI. */
export function fleetProgress(
  verb: string,
  total: number,
  context: Context,
): { readonly onEvent: (event: FleetEvent) => void; readonly end: () => void } {
  const running = new Map<string, number>();
  let finished = 0;
  const update = context.interactive ? createLogUpdate(process.stderr) : undefined;
  const draw = (): void => {
    const lines = [...running].map(([tenant, done]) => `  ${tenant}: ${String(done)} resources`);
    update?.([`${verb}: ${String(finished)} of ${String(total)} tenants done`, ...lines].join("\n"));
  };
  return {
    onEvent: (event) => {
      if (event.type === "finished") {
        running.delete(event.tenant);
        finished += 1;
      } else running.set(event.tenant, event.type === "progress" ? event.done : 0);
      if (update !== undefined) draw();
      else if (event.type === "started") context.note(`${event.tenant}: ${verb} started`);
      else if (event.type === "finished") {
        const { result, seconds } = event.result;
        context.note(`${event.tenant}: ${result} in ${seconds.toFixed(1)} s (${String(finished)} of ${String(total)})`);
      }
    },
    end: () => {
      update?.clear();
      update?.done();
    },
  };
}
