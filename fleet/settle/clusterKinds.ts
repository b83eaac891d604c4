import type { ObjectKind } from "../drift/clusterObjects.ts";

/** A kind of objects that stacks make in clusters. */
export interface StackKind extends ObjectKind {
  /** Pulumi's type, whatever version of the API the cluster prefers. */
  readonly type: string;
}

const kindOf = (group: string, version: string, kind: string, resource: string): StackKind => ({
  group,
  kind,
  resource,
  type: `kubernetes:${group === "" ? "core" : group}/${version}:${kind}`,
});

/** What tenants' stacks make in clusters; a test over all tiers holds it complete. */
export const tenantKinds: readonly StackKind[] = [
  kindOf("", "v1", "ConfigMap", "configmaps"),
  kindOf("", "v1", "LimitRange", "limitranges"),
  kindOf("", "v1", "Namespace", "namespaces"),
  kindOf("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
  kindOf("", "v1", "ResourceQuota", "resourcequotas"),
  kindOf("", "v1", "Service", "services"),
  kindOf("", "v1", "ServiceAccount", "serviceaccounts"),
  kindOf("apps", "v1", "Deployment", "deployments"),
  kindOf("apps", "v1", "StatefulSet", "statefulsets"),
  kindOf("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
  kindOf("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes"),
  kindOf("gateway.networking.k8s.io", "v1", "ListenerSet", "listenersets"),
  kindOf("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
  kindOf("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
  kindOf("postgresql.cnpg.io", "v1", "Cluster", "clusters"),
  kindOf("postgresql.cnpg.io", "v1", "ScheduledBackup", "scheduledbackups"),
  kindOf("rbac.authorization.k8s.io", "v1", "Role", "roles"),
  kindOf("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"),
];

/** What cells' stacks make in clusters, with what they host for tenants of a tier. */
export const cellKinds: readonly StackKind[] = [
  kindOf("", "v1", "LimitRange", "limitranges"),
  kindOf("", "v1", "Namespace", "namespaces"),
  kindOf("", "v1", "ResourceQuota", "resourcequotas"),
  kindOf("", "v1", "Service", "services"),
  kindOf("", "v1", "ServiceAccount", "serviceaccounts"),
  kindOf("admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicy", "mutatingadmissionpolicies"),
  kindOf("admissionregistration.k8s.io", "v1", "MutatingAdmissionPolicyBinding", "mutatingadmissionpolicybindings"),
  kindOf("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicy", "validatingadmissionpolicies"),
  kindOf("admissionregistration.k8s.io", "v1", "ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings"),
  kindOf("apps", "v1", "Deployment", "deployments"),
  kindOf("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
  kindOf("gateway.networking.k8s.io", "v1", "Gateway", "gateways"),
  kindOf("gateway.networking.k8s.io", "v1", "GatewayClass", "gatewayclasses"),
  kindOf("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes"),
  kindOf("gateway.networking.k8s.io", "v1", "ListenerSet", "listenersets"),
  kindOf("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
  kindOf("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
  kindOf("postgresql.cnpg.io", "v1", "Cluster", "clusters"),
  kindOf("postgresql.cnpg.io", "v1", "ScheduledBackup", "scheduledbackups"),
  kindOf("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses"),
  kindOf("storage.k8s.io", "v1", "StorageClass", "storageclasses"),
];
