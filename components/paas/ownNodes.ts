import { tenantKey } from "../shared/clusterObjects.ts";

/** The fields of a pod that place it on nodes of a tenant's own, which nothing else tolerates. */
export function ontoNodesOf(tenantId: string) {
  return {
    nodeSelector: { [tenantKey]: tenantId },
    tolerations: [{ key: tenantKey, operator: "Equal", value: tenantId, effect: "NoSchedule" }],
  };
}
