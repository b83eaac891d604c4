/** What every simulated cluster has from the start. */
import { derived, uuidFrom } from "../../provider/derive.ts";
import type { Builtin, Scope } from "../definition.ts";

const NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

/**
 * Simulated clusters come prepared for tenants, so that an example takes one command: this namespace says so, by a label with the name
 * of the cluster's context, as the stack of a cell with that id would.
 */
const PREPARED = "tenantry-cell";

/**
 * Identity of a simulated cluster: the UID of its `kube-system` namespace, which is how clusters are told apart.
 * It follows from the context's name alone.
 */
export function sandboxClusterUid(context: string): string {
  return uuidFrom(`tenantry sandbox cluster\n${context}\nkube-system`);
}

/** A namespace that the cluster has from the start, or undefined. */
export function builtinNamespace(scope: Scope, id: string): Builtin | undefined {
  const isPrepared = id === PREPARED;
  if (!isPrepared && !NAMESPACES.includes(id)) return undefined;
  const cluster = scope.facts["cluster"] ?? "";
  const uid =
    id === "kube-system" ? sandboxClusterUid(cluster) : uuidFrom(`tenantry sandbox cluster\n${cluster}\n${id}`);
  const labels = { "kubernetes.io/metadata.name": id, ...(isPrepared && { "tenantry.dev/cell": cluster }) };
  return {
    outputs: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: id,
        uid,
        resourceVersion: derived(cluster, id, 6),
        creationTimestamp: "2026-01-01T00:00:00Z",
        labels,
      },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    },
    givesWay: isPrepared,
  };
}
