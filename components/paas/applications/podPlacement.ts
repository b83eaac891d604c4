import type { core } from "@pulumi/kubernetes/types/input.js";

import { ontoNodesOf } from "../ownNodes.ts";
import type { PlacementPlan } from "./placement.ts";

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
    ...(ownNodesOf !== undefined && ontoNodesOf(ownNodesOf)),
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
