import type { PartContext } from "./partContext.ts";

/** Whether what a subscription lands in is an account of the tenant's own (`silo`) or one that tenants share (`bridge`). */
export type AccountIsolation = "silo" | "bridge";

/** A tenant has an account of its own where the tier promises one and the cell is kept for the tenant; anything less is shared. */
export function accountIsolation({ isolation, cell, owner: [tenantId] }: PartContext): AccountIsolation {
  return isolation === "silo" && cell.tenant === tenantId ? "silo" : "bridge";
}
