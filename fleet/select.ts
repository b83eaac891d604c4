import { didYouMean } from "../core/diagnostics/nearest.ts";
import type { Estate, EstateTenant } from "../core/estate/estate.ts";

/** The tenants that a verb works on, or why the selection means nothing. */
export type Selection = { readonly tenants: readonly EstateTenant[] } | { readonly problem: string };

/** Tenants by id in the order of their ids, or all; naming none is a mistake, not "all". */
export function selectTenants(estate: Estate, ids: readonly string[], all: boolean): Selection {
  if (all && ids.length > 0) return { problem: "Both ids and --all are given; give one of them." };
  if (all) return { tenants: estate.tenants };
  if (ids.length === 0) return { problem: "No tenant is named. Give one or more ids, or --all." };
  const known = estate.tenants.map(({ resolved }) => resolved.id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    const told = unknown.map((id) => `The estate has no tenant "${id}". ${didYouMean(id, known) ?? ""}`.trim());
    return { problem: `${told.join("\n")}\nTenants: ${known.join(", ") || "none"}.` };
  }
  return { tenants: estate.tenants.filter(({ resolved }) => ids.includes(resolved.id)) };
}
