/** What every simulated cluster has from the start. */
import { derived, uuidFrom } from "../../provider/derive.ts";
import type { Properties } from "../../provider/values.ts";
import type { Builtin, Scope } from "../definition.ts";

const NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

/**
 * Simulated clusters come prepared for tenants, so that an example takes one command, with what the stack of a cell would make that
 * tenants' objects refer to by name. This namespace says so, by a label with the name of the cluster's context.
 */
const PREPARED = "tenantry-cell";

/** How the namespaces begin that the stack of a cell has for objects of several tenants. */
const SHARED = "tenantry--";

/** Classes of volumes and of priorities that simulated clusters have, as the stack of a cell would make them. */
const VOLUME_CLASSES = ["tenantry", "tenantry-database"];
const PRIORITIES: Readonly<Record<string, number>> = {
  "tenantry-low": 1000,
  "tenantry-normal": 2000,
  "tenantry-high": 3000,
  "tenantry-platform": 10_000,
};

/**
 * Identity of a simulated cluster: the UID of its `kube-system` namespace, which is how clusters are told apart.
 * It follows from the context's name alone.
 */
export function sandboxClusterUid(context: string): string {
  return uuidFrom(`tenantry sandbox cluster\n${context}\nkube-system`);
}

/** A namespace that the cluster has from the start, or undefined. */
export function builtinNamespace(scope: Scope, id: string): Builtin | undefined {
  const isPrepared = id === PREPARED || id.startsWith(SHARED);
  if (!isPrepared && !NAMESPACES.includes(id)) return undefined;
  const cluster = scope.facts["cluster"] ?? "";
  const labels = { "kubernetes.io/metadata.name": id, ...(isPrepared && { "tenantry.dev/cell": cluster }) };
  return {
    outputs: {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { ...metadataOf(cluster, id), labels },
      spec: { finalizers: ["kubernetes"] },
      status: { phase: "Active" },
    },
    givesWay: isPrepared,
  };
}

/** A class of volumes that the cluster has from the start, or undefined. */
export function builtinVolumeClass(scope: Scope, id: string): Builtin | undefined {
  if (!VOLUME_CLASSES.includes(id)) return undefined;
  return {
    outputs: {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: metadataOf(scope.facts["cluster"] ?? "", id),
      provisioner: "sandbox.tenantry.dev/volumes",
      allowVolumeExpansion: true,
      reclaimPolicy: "Delete",
      volumeBindingMode: "WaitForFirstConsumer",
    },
    givesWay: true,
  };
}

/** A class of priorities that the cluster has from the start, or undefined. */
export function builtinPriority(scope: Scope, id: string): Builtin | undefined {
  if (!Object.hasOwn(PRIORITIES, id)) return undefined;
  return {
    outputs: {
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      metadata: metadataOf(scope.facts["cluster"] ?? "", id),
      value: PRIORITIES[id] ?? 0,
      globalDefault: false,
      preemptionPolicy: "PreemptLowerPriority",
    },
    givesWay: true,
  };
}

function metadataOf(cluster: string, id: string): Properties {
  return {
    name: id,
    uid: id === "kube-system" ? sandboxClusterUid(cluster) : uuidFrom(`tenantry sandbox cluster\n${cluster}\n${id}`),
    resourceVersion: derived(cluster, id, 6),
    creationTimestamp: "2026-01-01T00:00:00Z",
  };
}
