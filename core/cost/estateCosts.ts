import { isShare } from "../estate/capacityPool.ts";
import type { Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { TenantCost } from "../results/cost.ts";
import type { KubernetesCell } from "../schema/cell.ts";
import { cellClaim, cellMonth, type CellMonth } from "./cellMonth.ts";
import { costOfTenant, type CostTerms } from "./costOfTenant.ts";
import { unitCostsOn } from "./unitCosts.ts";

/** What costs are computed from: an estate, or one that is not quite as it is. */
export interface CostEstate extends Pick<Estate, "manifest" | "costs"> {
  readonly tenants: readonly Pick<Estate["tenants"][number], "resolved" | "claims">[];
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
  const claims = estate.tenants.flatMap((tenant) => tenant.claims).filter(isShare);
  const byCell = Map.groupBy(claims, ({ cell }) => cell.id);
  const shared = manifest.spec.cells.filter((cell): cell is KubernetesCell => cell.target === "kubernetes");
  const known = new Map<string, CostTerms>();
  const termsIn = (currency: string): CostTerms => {
    const before = known.get(currency);
    if (before !== undefined) return before;
    const unitCosts = unitCostsOn(basis, day, currency);
    const cells = shared.flatMap((cell) => {
      const costs = basis.cells.find((candidate) => candidate.cell === cell.id);
      if (costs === undefined) return [];
      return [cellMonth(cell, costs, (byCell.get(cell.id) ?? []).map(cellClaim), unitCosts)];
    });
    const terms = { basis, kinds, unitCosts, cells: new Map(cells.map((month) => [month.cell, month])) };
    known.set(currency, terms);
    return terms;
  };
  return {
    cells: [...termsIn(manifest.spec.currency).cells.values()],
    costOf: (tenant, currency = tenant.contract.currency) => costOfTenant(tenant, termsIn(currency)),
  };
}
