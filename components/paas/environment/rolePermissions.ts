/** The roles of a customer's people in an environment, each with all that the one before it may do. */
export const tenantRoles = ["viewer", "developer", "admin"] as const;

/** A role of a customer's people in an environment. */
export type TenantRole = (typeof tenantRoles)[number];

/** What may be done with one resource of the Kubernetes API, by role. */
export interface ResourcePermission extends Readonly<Record<TenantRole, readonly string[]>> {
  /** The API's group; empty for the core one. */
  readonly apiGroup: string;
  /** The resource as paths of the API name it, with a subresource after a slash. */
  readonly resource: string;
}

const look = ["get", "list", "watch"];
const write = [...look, "create", "update", "patch"];
const operate = [...write, "delete"];

const seen = { viewer: look, developer: look, admin: look };
const operated = { viewer: look, developer: operate, admin: operate };
/** Streams begin with `get` over WebSockets and with `create` over SPDY. */
const streamed = { viewer: [], developer: ["get", "create"], admin: ["get", "create"] };
const scaled = { viewer: ["get"], developer: ["get", "update", "patch"], admin: ["get", "update", "patch"] };

/**
 * All that the roles may do, and nothing else: what is not here is refused. Left out on purpose are `pods/ephemeralcontainers`,
 * which no quota counts, `pods/proxy` and `services/proxy`, which go around network policies, writing `endpoints` and
 * `endpointslices`, which would lead a service to a neighbour's pods, `serviceaccounts/token`, and writing whatever bounds the
 * environment. A budget for disruptions could keep a node from being drained, so those are only seen. Routes are the customer's:
 * they can only lead from the environment's own listeners, which are the platform's, to its own services.
 */
export const rolePermissions: readonly ResourcePermission[] = [
  { apiGroup: "", resource: "pods", ...operated },
  { apiGroup: "", resource: "pods/log", viewer: ["get"], developer: ["get"], admin: ["get"] },
  { apiGroup: "", resource: "pods/exec", ...streamed },
  { apiGroup: "", resource: "pods/portforward", ...streamed },
  { apiGroup: "", resource: "services", ...operated },
  { apiGroup: "", resource: "endpoints", ...seen },
  { apiGroup: "", resource: "configmaps", ...operated },
  { apiGroup: "", resource: "secrets", viewer: [], developer: operate, admin: operate },
  { apiGroup: "", resource: "persistentvolumeclaims", viewer: look, developer: write, admin: operate },
  { apiGroup: "", resource: "serviceaccounts", ...seen },
  { apiGroup: "", resource: "events", ...seen },
  { apiGroup: "", resource: "resourcequotas", ...seen },
  { apiGroup: "", resource: "limitranges", ...seen },
  { apiGroup: "apps", resource: "deployments", ...operated },
  { apiGroup: "apps", resource: "deployments/scale", ...scaled },
  { apiGroup: "apps", resource: "statefulsets", ...operated },
  { apiGroup: "apps", resource: "statefulsets/scale", ...scaled },
  { apiGroup: "apps", resource: "replicasets", ...seen },
  { apiGroup: "apps", resource: "controllerrevisions", ...seen },
  { apiGroup: "batch", resource: "jobs", ...operated },
  { apiGroup: "batch", resource: "cronjobs", ...operated },
  { apiGroup: "autoscaling", resource: "horizontalpodautoscalers", ...operated },
  { apiGroup: "discovery.k8s.io", resource: "endpointslices", ...seen },
  { apiGroup: "events.k8s.io", resource: "events", ...seen },
  {
    apiGroup: "metrics.k8s.io",
    resource: "pods",
    viewer: ["get", "list"],
    developer: ["get", "list"],
    admin: ["get", "list"],
  },
  { apiGroup: "gateway.networking.k8s.io", resource: "httproutes", ...operated },
  { apiGroup: "gateway.networking.k8s.io", resource: "listenersets", ...seen },
  { apiGroup: "networking.k8s.io", resource: "networkpolicies", ...seen },
  { apiGroup: "policy", resource: "poddisruptionbudgets", ...seen },
  { apiGroup: "postgresql.cnpg.io", resource: "backups", ...seen },
  { apiGroup: "postgresql.cnpg.io", resource: "clusters", ...seen },
  { apiGroup: "postgresql.cnpg.io", resource: "scheduledbackups", ...seen },
];
