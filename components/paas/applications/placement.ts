import type { core } from "@pulumi/kubernetes/types/input.js";

import { priorityClass, tenantKey } from "../../shared/clusterObjects.ts";
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

type Placement = Pick<
  core.v1.PodSpec,
  "priorityClassName" | "nodeSelector" | "tolerations" | "topologySpreadConstraints"
>;

/**
 * The fields of a pod that place it. Spreading is a wish, not a condition: a pod that finds no node of its own starts beside another,
 * and an update does not wait for nodes. What is spread are the pods that the selector finds.
 */
export function placementOf(
  { priorityClassName, ownNodesOf, spreadOver }: PlacementPlan,
  selector: Readonly<Record<string, string>>,
): Placement {
  return {
    priorityClassName,
    ...(ownNodesOf !== undefined && {
      nodeSelector: { [tenantKey]: ownNodesOf },
      tolerations: [{ key: tenantKey, operator: "Equal", value: ownNodesOf, effect: "NoSchedule" }],
    }),
    ...(spreadOver.length > 0 && {
      topologySpreadConstraints: spreadOver.map((topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: selector },
        // Only pods of one version count: those that an update takes away would pull the new ones aside.
        matchLabelKeys: ["pod-template-hash"],
      })),
    }),
  };
}
