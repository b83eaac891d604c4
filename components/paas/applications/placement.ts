import { priorityClass } from "../../shared/clusterObjects.ts";
import type { EnvironmentFeatures } from "../environment/order.ts";
import type { ApplicationsFeatures } from "./order.ts";

/** Where pods are placed, and before whose. */
export interface PlacementPlan {
  readonly priorityClassName: string;
  /** The tenant whose own nodes pods run on; absent where they run on shared ones. */
  readonly ownNodesOf?: string;
  /** What the pods of one app are spread over, widest first; node labels by their keys. */
  readonly spreadOver: readonly string[];
}

/** Node labels that say in which zone and on which node (Kubernetes documentation, "Well-Known Labels, Annotations and Taints"). */
const zoneLabel = "topology.kubernetes.io/zone";
const nodeLabel = "kubernetes.io/hostname";

const spreads: Readonly<Record<ApplicationsFeatures["spread"], readonly string[]>> = {
  none: [],
  nodes: [nodeLabel],
  zones: [zoneLabel, nodeLabel],
};

/** Decides where a tenant's pods are placed. */
export function planPlacement(
  tenantId: string,
  { nodes, priority, spread }: Pick<ApplicationsFeatures, "spread"> & Pick<EnvironmentFeatures, "nodes" | "priority">,
): PlacementPlan {
  return {
    priorityClassName: priorityClass(priority),
    ...(nodes === "own" && { ownNodesOf: tenantId }),
    spreadOver: spreads[spread],
  };
}
