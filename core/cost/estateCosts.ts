import type { Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { LocatedClaim } from "../resolve/resolveTenant.ts";
import type { TenantCost } from "../results/cost.ts";
import { cellClaims, type CellMonth } from "./cellMonth.ts";
import { cellMonths } from "./cellMonths.ts";
import { costOfTenant, type CostTerms } from "./costOfTenant.ts";
import { unitCostsOn } from "./unitCosts.ts";

/** A tenant with what it claims; costs need not know where a manifest says so. */
export interface CostTenant {
  readonly resolved: ResolvedTenant;
  readonly claims: readonly Pick<LocatedClaim, "claim" | "cell" | "owner">[];
}

/** What costs are computed from: an estate, or one that is not quite as it is. */
export interface CostEstate extends Pick<Estate, "manifest" | "costs"> {
  readonly tenants: readonly CostTenant[];
}

/** The costs of an estate on a day. */
export interface EstateCosts {
  /** Of the cells that tenants share and whose costs are known, in the order of the estate, in its currency. */
  readonly cells: readonly CellMonth[];
  /**
   * A month of one tenant.
   *
   * @param currency that of its contract where none is given.
   */
  costOf(tenant: ResolvedTenant, currency?: string): TenantCost;
}

/**
 * The costs of an estate's tenants by the rates of a day. What all of them share is divided once for each currency; a tenant is computed
 * when it is asked for.
 *
 * @param day as `2026-12-31`.
 */
export function estateCosts(estate: CostEstate, kinds: ServiceKinds, day: string): EstateCosts {
  const { costs: basis, manifest } = estate;
  const byCell = Map.groupBy(
    estate.tenants.flatMap(({ claims }) => claims),
    ({ cell }) => cell.id,
  );
  const claimsOf = (cell: string) => cellClaims(byCell.get(cell) ?? []);
  const known = new Map<string, CostTerms>();
  const termsIn = (currency: string): CostTerms => {
    const before = known.get(currency);
    if (before !== undefined) return before;
    const unitCosts = unitCostsOn(basis, day, currency);
    const terms = { basis, kinds, unitCosts, cells: cellMonths(manifest.spec.cells, basis, claimsOf, unitCosts) };
    known.set(currency, terms);
    return terms;
  };
  return {
    cells: [...termsIn(manifest.spec.currency).cells.values()],
    costOf: (tenant, currency = tenant.contract.currency) => costOfTenant(tenant, termsIn(currency)),
  };
}
