import type { PlanProblem } from "../../core/kinds/serviceKind.ts";
import type { PartContext } from "../shared/partContext.ts";

/**
 * A tier of the isolation `silo` promises an account of the tenant's own, so its cell has to be kept for the tenant. All others give
 * something of the tenant's own and may land in an account that tenants share, or in one that they do not.
 *
 * @param own what that is, such as `a network`.
 */
export function checkAccount(context: PartContext, own: string): PlanProblem[] {
  const { isolation, cell, owner } = context;
  const [tenantId] = owner;
  if (isolation === "pool") {
    const message = `The tier shares everything (isolation pool), and ${own} cannot be shared.`;
    return [{ concern: "tier", path: [], message, allowed: "bridge, silo", fix: "Choose another tier." }];
  }
  if (isolation !== "silo" || cell.tenant === tenantId) return [];
  return [
    {
      concern: "cell",
      path: [],
      message: `The tier promises an account of the tenant's own (isolation silo), and the cell "${cell.id}" is shared.`,
      fix: `Add a cell with tenant: ${tenantId} to the estate's spec.cells, and name it here; or choose a tier that shares an account.`,
    },
  ];
}
