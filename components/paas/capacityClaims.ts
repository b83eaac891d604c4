import type { CapacityClaim } from "../../core/kinds/serviceKind.ts";
import type { EnvironmentFeatures } from "./environment/order.ts";

/** What something takes of a cell. */
export type CapacityAmounts = Readonly<Record<"vcpu" | "memoryGiB" | "storageGiB" | "pods", number>>;

/** The shares of a cell that something takes: of the tenant's own nodes where it runs on these; storage belongs to no node. */
export function capacityClaims(
  { vcpu, memoryGiB, storageGiB, pods }: CapacityAmounts,
  nodes: EnvironmentFeatures["nodes"],
  path: readonly (string | number)[],
): CapacityClaim[] {
  return Object.entries({ vcpu, memoryGiB, storageGiB, pods }).map(([resource, amount]) => {
    const own = nodes === "own" && resource !== "storageGiB";
    return { type: "capacity", resource, amount, path, ...(own && { pool: "own" as const }) };
  });
}
