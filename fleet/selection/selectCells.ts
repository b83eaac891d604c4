import type { Estate } from "../../core/estate/estate.ts";
import type { Cell, KubernetesCell } from "../../core/schema/cell.ts";
import { problemOfIds } from "./problemOfIds.ts";

/** The cells that a verb works on, or why the selection means nothing. */
export type CellSelection = { readonly cells: readonly KubernetesCell[] } | { readonly problem: string };

/** Cells by id in the order of the estate, or all that are clusters; an account's tenants share nothing that could be run. */
export function selectCells({ manifest }: Estate, ids: readonly string[], all: boolean): CellSelection {
  const { cells } = manifest.spec;
  const known = cells.map(({ id }) => id);
  const problem = problemOfIds("cell", known, { given: ids, exact: ids, all }, all || ids.length > 0);
  if (problem !== undefined) return { problem };
  const selected = all ? cells : cells.filter(({ id }) => ids.includes(id));
  const accounts = selected.filter(({ target }) => target === "aws");
  if (!all && accounts.length > 0) {
    const told = accounts.map(
      ({ id }) => `The cell "${id}" is an AWS account: tenants share nothing there, so there is nothing to do for it.`,
    );
    return { problem: told.join("\n") };
  }
  return { cells: selected.filter(isCluster) };
}

/** True for a cell that is a cluster. */
export function isCluster(cell: Cell): cell is KubernetesCell {
  return cell.target === "kubernetes";
}
