import type { CostBasis } from "../estate/costBasis.ts";
import type { Cell } from "../schema/cell.ts";
import { cellMonth, type CellClaim, type CellMonth } from "./cellMonth.ts";
import type { UnitCosts } from "./unitCosts.ts";

/**
 * What a month of each cell that tenants share costs, by the cells' ids in their order; those whose costs are not known are not there.
 *
 * @param claimsOf what is ordered of a cell, by its id.
 */
export function cellMonths(
  cells: readonly Cell[],
  basis: CostBasis,
  claimsOf: (cell: string) => readonly CellClaim[],
  unitCosts: UnitCosts,
): ReadonlyMap<string, CellMonth> {
  const months = cells.flatMap((cell): [string, CellMonth][] => {
    const costs = basis.cells.find((candidate) => candidate.cell === cell.id);
    if (cell.target !== "kubernetes" || costs === undefined) return [];
    return [[cell.id, cellMonth(cell, costs, claimsOf(cell.id), unitCosts)]];
  });
  return new Map(months);
}
