import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { JudgedTenant } from "../core/results/judgedTenant.ts";
import { marginsOf, ruleSettings } from "../fleet/policies.ts";
import type { Context } from "./context.ts";
import { interruptSignal } from "./interrupt.ts";
import { countProgress } from "./progress.ts";

/** Tenants to judge, and how. */
export interface Judging {
  readonly estate: Estate;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly tenants: readonly EstateTenant[];
  /** For what is told of it meanwhile. */
  readonly verb: string;
  /** Whether judgements of earlier runs stand for tenants that have not changed. */
  readonly cache: boolean;
}

/** Judges what tenants' manifests render, and tells of it meanwhile; undefined when it is interrupted. */
export async function judgeManifests(
  { estate, directory, tenants, verb, cache }: Judging,
  context: Context,
): Promise<readonly JudgedTenant[] | undefined> {
  const { judgeTenants } = await import("../fleet/checking/judgeTenants.ts");
  const { openKeptJudgements } = await import("../fleet/checking/keptJudgements.ts");
  const progress = countProgress(verb, "tenants", tenants.length, context);
  const signal = interruptSignal(context);
  try {
    const resolved = tenants.map((tenant) => tenant.resolved);
    return await judgeTenants(resolved, {
      settings: await ruleSettings(estate, context.today),
      marginOf: marginsOf(estate, context.today),
      kept: cache ? openKeptJudgements(directory, context.environment) : undefined,
      signal,
      onProgress: progress.onProgress,
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    progress.end();
  }
}
