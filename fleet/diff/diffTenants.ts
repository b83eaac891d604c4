import { predictSteps } from "../../core/diff/predict.ts";
import type { Estate, EstateTenant } from "../../core/estate/estate.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { TenantDiff } from "../../core/results/fleetDiff.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import type { Base } from "../affected/base.ts";
import type { RenderPool } from "../affected/renderPool.ts";
import { renderSides, tenantsOfSides } from "../affected/sides.ts";
import { providerRules } from "./providerRules.ts";

/** What is compared. */
export interface DiffQuestion {
  readonly base: Pick<Base, "tenants" | "sameCode" | "render">;
  readonly estate: Pick<Estate, "tenants">;
  /** Those of its tenants that are asked about; where that is all, the ones that only the base has are told of, too. */
  readonly tenants: readonly EstateTenant[];
  readonly pool: RenderPool;
  /** Whether steps tell what properties were and become. */
  readonly values: boolean;
  /** Told how many tenants are done, whenever it is one more. */
  readonly onProgress?: (done: number) => void;
}

/**
 * Says of tenants what applying them would do, taken that what runs is what the base renders. No target and no state is asked.
 *
 * @returns by id.
 */
export async function diffTenants(question: DiffQuestion): Promise<TenantDiff[]> {
  const { base, estate, tenants, onProgress } = question;
  let done = 0;
  const diffs = await Promise.all(
    tenants.map(async ({ resolved }) => {
      const diff = await diffTenant(resolved, question);
      onProgress?.(++done);
      return diff;
    }),
  );
  const removed = tenants.length === estate.tenants.length ? tenantsOfSides(base, estate.tenants).removed : [];
  const gone = removed.map(({ resolved: { id } }): TenantDiff => ({ tenant: id, change: "removed", steps: [] }));
  return [...diffs, ...gone].toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1));
}

async function diffTenant(resolved: ResolvedTenant, { base, pool, values }: DiffQuestion): Promise<TenantDiff> {
  const tenant = resolved.id;
  if (!base.tenants.has(tenant)) {
    const { resources, error } = await pool.render(resolved);
    if (error !== undefined) return notKnown(tenant, error);
    return { tenant, change: "added", steps: predictSteps([], resources, providerRules) };
  }
  const sides = await renderSides(base, resolved, pool);
  if (sides === undefined) return { tenant, change: "unchanged", steps: [] };
  const { before, after } = sides;
  const error = errorOf(before, after);
  if (error !== undefined) return notKnown(tenant, error);
  const steps = predictSteps(before.resources, after.resources, providerRules, values);
  return { tenant, change: steps.length > 0 ? "changed" : "unchanged", steps };
}

function errorOf(before: RenderedTenant, after: RenderedTenant): string | undefined {
  return after.error ?? (before.error === undefined ? undefined : `At the base: ${before.error}`);
}

function notKnown(tenant: string, error: string): TenantDiff {
  return { tenant, change: "unknown", steps: [], error };
}
