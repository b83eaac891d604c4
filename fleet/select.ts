import { didYouMean } from "../core/diagnostics/nearest.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import type { Cell, KubernetesCell } from "../core/schema/cell.ts";

/** The tenants that a verb works on, or why the selection means nothing. */
export type Selection = { readonly tenants: readonly EstateTenant[] } | { readonly problem: string };

/** The cells that a verb works on, or why the selection means nothing. */
export type CellSelection = { readonly cells: readonly KubernetesCell[] } | { readonly problem: string };

/** Tenants by id in the order of their ids, or all; naming none is a mistake, not "all". */
export function selectTenants(estate: Estate, ids: readonly string[], all: boolean): Selection {
  const known = estate.tenants.map(({ resolved }) => resolved.id);
  const problem = problemOf("tenant", known, ids, all);
  if (problem !== undefined) return { problem };
  return { tenants: all ? estate.tenants : estate.tenants.filter(({ resolved }) => ids.includes(resolved.id)) };
}

/** Cells by id in the order of the estate, or all that are clusters; an account's tenants share nothing that could be run. */
export function selectCells({ manifest }: Estate, ids: readonly string[], all: boolean): CellSelection {
  const { cells } = manifest.spec;
  const known = cells.map(({ id }) => id);
  const problem = problemOf("cell", known, ids, all);
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

function problemOf(
  what: "tenant" | "cell",
  known: readonly string[],
  ids: readonly string[],
  all: boolean,
): string | undefined {
  if (all && ids.length > 0) return "Both ids and --all are given; give one of them.";
  if (all) return undefined;
  if (ids.length === 0) return `No ${what} is named. Give one or more ids, or --all.`;
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return undefined;
  const told = unknown.map((id) => `The estate has no ${what} "${id}". ${didYouMean(id, known) ?? ""}`.trim());
  return `${told.join("\n")}\n${what === "tenant" ? "Tenants" : "Cells"}: ${known.join(", ") || "none"}.`;
}
