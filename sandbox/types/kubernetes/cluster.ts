/** What every simulated cluster has from the start. */
import { derived, uuidFrom } from "../../provider/derive.ts";
import type { Properties } from "../../provider/values.ts";
import type { Scope } from "../definition.ts";

const NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

/**
 * Identity of a simulated cluster: the UID of its `kube-system` namespace, which is how clusters are told apart.
 * It follows from the context's name alone.
 */
export function sandboxClusterUid(context: string): string {
  return uuidFrom(`tenantry sandbox cluster\n${context}\nkube-system`);
}

/** A namespace that the cluster made itself, or undefined. */
export function builtinNamespace(scope: Scope, id: string): Properties | undefined {
  if (!NAMESPACES.includes(id)) return undefined;
  const cluster = scope.facts["cluster"] ?? "";
  const uid =
    id === "kube-system" ? sandboxClusterUid(cluster) : uuidFrom(`tenantry sandbox cluster\n${cluster}\n${id}`);
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: id,
      uid,
      resourceVersion: derived(cluster, id, 6),
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels: { "kubernetes.io/metadata.name": id },
    },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  };
}
