import PQueue from "p-queue";

import type { EstateTenant } from "../core/estate/estate.ts";
import { nothingDone, type TenantRunResult } from "../core/results/tenantRun.ts";

/** What happened to one tenant, while it happens. */
export type FleetEvent =
  | { readonly type: "started"; readonly tenant: string }
  | { readonly type: "progress"; readonly tenant: string; readonly done: number }
  | { readonly type: "finished"; readonly tenant: string; readonly result: TenantRunResult };

/** A fleet run: the same thing done to many tenants, a few at a time. */
export interface FleetRun {
  readonly tenants: readonly EstateTenant[];
  /** How many at a time. */
  readonly concurrency: number;
  /** When it aborts, tenants that have not started are not started. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: FleetEvent) => void;
  readonly runTenant: (tenant: EstateTenant, onProgress: (done: number) => void) => Promise<TenantRunResult>;
}

/** Runs every tenant; one tenant's failure stops no other. Results are in the order of the tenants. */
export async function runFleet(run: FleetRun): Promise<TenantRunResult[]> {
  const queue = new PQueue({ concurrency: run.concurrency });
  return Promise.all(
    run.tenants.map((tenant) =>
      queue.add(async () => {
        const { id } = tenant.resolved;
        if (run.signal.aborted) return nothingDone(id, { result: "not-started" });
        run.onEvent({ type: "started", tenant: id });
        const result = await run.runTenant(tenant, (done) => {
          run.onEvent({ type: "progress", tenant: id, done });
        });
        run.onEvent({ type: "finished", tenant: id, result });
        return result;
      }),
    ),
  );
}
