import type { EstateTenant } from "../../core/estate/estate.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedTenant } from "../../core/results/render.ts";
import type { Base, BaseTenant } from "./base.ts";
import type { RenderPool } from "./renderPool.ts";

/** What a tenant rendered at the base, and renders now. */
export interface Sides {
  readonly before: RenderedTenant;
  readonly after: RenderedTenant;
}

/** Tenants by where they are: only now, on both sides, or only at the base. A tenant is its id, whatever its file is called. */
export interface TenantsOfSides {
  readonly added: readonly EstateTenant[];
  readonly both: readonly EstateTenant[];
  readonly removed: readonly BaseTenant[];
}

/** Sorts today's tenants, and those of the base, by where they are; each list in the order of ids. */
export function tenantsOfSides(base: Pick<Base, "tenants">, tenants: readonly EstateTenant[]): TenantsOfSides {
  const now = new Set(tenants.map(({ resolved }) => resolved.id));
  const isNew = ({ resolved }: EstateTenant): boolean => !base.tenants.has(resolved.id);
  return {
    added: tenants.filter(isNew),
    both: tenants.filter((tenant) => !isNew(tenant)),
    removed: [...base.tenants].filter(([id]) => !now.has(id)).map(([, tenant]) => tenant),
  };
}

/**
 * Renders a tenant on both sides, as far as that is needed to know whether they differ. Calling it for many tenants at once is fine:
 * the pool lets as many as is useful go ahead.
 *
 * @param after a tenant that the base has, too.
 * @returns undefined where both render the same.
 */
export async function renderSides(
  base: Pick<Base, "tenants" | "sameCode" | "render">,
  after: ResolvedTenant,
  pool: RenderPool,
): Promise<Sides | undefined> {
  const before = base.tenants.get(after.id);
  if (before === undefined) throw new TypeError(`the base has no tenant "${after.id}"`);
  if (base.sameCode && resolvesToTheSame(before.resolved, after)) return undefined;
  if (before.digest !== undefined) {
    const rendered = await pool.render(after);
    if (rendered.digest === before.digest) return undefined;
    return { before: await base.render(after.id, pool), after: rendered };
  }
  const [then, now] = await Promise.all([base.render(after.id, pool), pool.render(after)]);
  return then.digest === now.digest ? undefined : { before: then, after: now };
}

/** True where the same code has resolved both to the same: it makes their fields in one order, so the texts need not be canonical. */
export function resolvesToTheSame(before: ResolvedTenant, after: ResolvedTenant): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
