import { visible } from "../core/diagnostics/visible.ts";
import type { EstateTenant } from "../core/estate/estate.ts";
import { whyRetained } from "../core/offboarding/retention.ts";
import type { TrailRecord } from "../core/trail/trailEntry.ts";
import type { Context } from "./context.ts";
import type { RunOptions } from "./program.ts";

/** What the retention of tenants that have left says to a `destroy`. */
interface RetentionOfDestroy {
  /** Why a tenant must not be destroyed, by id. */
  readonly refusals: ReadonlyMap<string, string>;
  /** Why one is destroyed although its data should be kept, by id: for the audit trail. */
  readonly removals: ReadonlyMap<string, NonNullable<TrailRecord["removal"]>>;
}

/** Refuses tenants whose retention runs, unless it is said why it does not count. A legal hold always counts. */
export function retentionOfDestroy(
  tenants: readonly EstateTenant[],
  { ignoreRetention }: Pick<RunOptions, "ignoreRetention">,
  { today }: Pick<Context, "today">,
): RetentionOfDestroy {
  const refusals = new Map<string, string>();
  const removals = new Map<string, NonNullable<TrailRecord["removal"]>>();
  for (const { resolved, manifest } of tenants) {
    const { offboarding } = manifest.spec;
    const why = offboarding === undefined ? undefined : whyRetained(offboarding, today);
    if (offboarding === undefined || why === undefined) continue;
    const { id } = resolved;
    if (offboarding.legalHold !== undefined) {
      refusals.set(id, visible(`${why} Nothing is deleted until it ends: tenantry offboard ${id} --release`));
    } else if (ignoreRetention === undefined) {
      refusals.set(id, `${why} Then: tenantry purge ${id}. To destroy it now, say why: --ignore-retention REASON`);
    } else {
      removals.set(id, { by: null, reason: ignoreRetention });
    }
  }
  return { refusals, removals };
}
