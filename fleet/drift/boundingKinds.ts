/** A kind of objects that bound environments, or lead in and out of them: no role of a customer's may write one. */
export interface BoundingKind {
  /** The API's group; empty for the core one. */
  readonly group: string;
  /** The resource as paths of the API name it. */
  readonly resource: string;
  readonly kind: string;
  /** True where an object holds data: one that is not the platform's is named, and only a person removes it. */
  readonly holdsData?: true;
}

/**
 * What is looked for in the namespaces of tenants. Not here is what customers make themselves, and what controllers make for them and
 * nobody owns by name, such as endpoint slices and events.
 */
export const boundingKinds: readonly BoundingKind[] = [
  { group: "", resource: "limitranges", kind: "LimitRange" },
  { group: "", resource: "resourcequotas", kind: "ResourceQuota" },
  { group: "", resource: "serviceaccounts", kind: "ServiceAccount" },
  { group: "gateway.networking.k8s.io", resource: "gateways", kind: "Gateway" },
  { group: "gateway.networking.k8s.io", resource: "grpcroutes", kind: "GRPCRoute" },
  { group: "gateway.networking.k8s.io", resource: "listenersets", kind: "ListenerSet" },
  { group: "gateway.networking.k8s.io", resource: "referencegrants", kind: "ReferenceGrant" },
  { group: "gateway.networking.k8s.io", resource: "tlsroutes", kind: "TLSRoute" },
  { group: "networking.k8s.io", resource: "ingresses", kind: "Ingress" },
  { group: "networking.k8s.io", resource: "networkpolicies", kind: "NetworkPolicy" },
  { group: "policy", resource: "poddisruptionbudgets", kind: "PodDisruptionBudget" },
  { group: "postgresql.cnpg.io", resource: "clusters", kind: "Cluster", holdsData: true },
  { group: "postgresql.cnpg.io", resource: "poolers", kind: "Pooler" },
  { group: "postgresql.cnpg.io", resource: "scheduledbackups", kind: "ScheduledBackup" },
  { group: "rbac.authorization.k8s.io", resource: "rolebindings", kind: "RoleBinding" },
  { group: "rbac.authorization.k8s.io", resource: "roles", kind: "Role" },
];
