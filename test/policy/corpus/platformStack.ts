/** A stack of a tenant on the platform as the field wants it: one environment with two apps, a host and a database, on nodes of its own. */
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { acme, apps, appsBundle, atTop, labels, root } from "../tenancy/tenantStack.ts";
import { environment } from "./platformBounds.ts";
import { inside } from "./platformObject.ts";

/** The tenant whose stack it is. */
export const platformTenant: ResolvedTenant = acme([
  apps({
    isolation: "silo",
    entitlements: {
      environments: 1,
      vcpu: 16,
      memoryGiB: 64,
      storageGiB: 400,
      pods: 100,
      apps: 2,
      hosts: 1,
      databaseStorageGiB: 60,
    },
    features: {
      podSecurity: "restricted",
      nodes: "own",
      priority: "high",
      spread: "zones",
      autoscaling: true,
      database: { instances: 3, vcpu: 1, memoryGiB: 4, backup: { everyHours: 6 } },
    },
  }),
]);

const onto = {
  nodeSelector: { "tenantry.dev/tenant": "acme" },
  tolerations: [{ key: "tenantry.dev/tenant", operator: "Equal", value: "acme", effect: "NoSchedule" }],
};

/** A pod as the platform renders it. */
export const pod = (app: string): object => ({
  metadata: { labels: { "tenantry.dev/app": app } },
  spec: {
    serviceAccountName: "apps",
    automountServiceAccountToken: false,
    priorityClassName: "tenantry-high",
    ...onto,
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
      topologyKey,
    })),
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "app",
        image: `registry.acme.example/${app}:1.4.2`,
        ports: [{ name: "http", containerPort: 8080 }],
        resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
        livenessProbe: { tcpSocket: { port: "http" } },
        readinessProbe: { tcpSocket: { port: "http" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
    volumes: [{ name: "tmp", emptyDir: {} }],
  },
});

const ofApp = (app: string) => ({ labels: { ...labels, "tenantry.dev/app": app } });

const running = [
  inside("apps/v1:Deployment", "shop", { spec: { selector: {}, template: pod("shop") } }, ofApp("shop")),
  inside("autoscaling/v2:HorizontalPodAutoscaler", "scaler", {
    spec: { scaleTargetRef: { kind: "Deployment", name: "shop" }, minReplicas: 3, maxReplicas: 9 },
  }),
  inside("policy/v1:PodDisruptionBudget", "budget", {
    spec: { maxUnavailable: 1, selector: { matchLabels: { "tenantry.dev/app": "shop" } } },
  }),
  inside("core/v1:Service", "service", { spec: { type: "ClusterIP", ports: [{ port: 80 }] } }),
  inside("apps/v1:StatefulSet", "search", { spec: { replicas: 1, template: pod("search") } }, ofApp("search")),
  inside("core/v1:PersistentVolumeClaim", "claim", { spec: { storageClassName: "tenantry" } }, {}, { protect: true }),
];

const gatewayApi = "gateway.networking.k8s.io/v1";

const ways = [
  inside(`${gatewayApi}:ListenerSet`, "listeners", {
    spec: {
      parentRef: { kind: "Gateway", name: "tenantry", namespace: "tenantry-cell" },
      listeners: [
        {
          name: "shop",
          hostname: "shop.acme.example",
          port: 443,
          protocol: "HTTPS",
          tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "shop.acme.example" }] },
          allowedRoutes: { namespaces: { from: "Same" } },
        },
      ],
    },
  }),
  inside(`${gatewayApi}:HTTPRoute`, "route", {
    spec: {
      parentRefs: [{ kind: "ListenerSet", name: "listeners" }],
      hostnames: ["shop.acme.example"],
      rules: [{ backendRefs: [{ kind: "Service", name: "service", port: 80 }] }],
    },
  }),
];

const size = { cpu: "1", memory: "4Gi" };

const database = [
  inside(
    "postgresql.cnpg.io/v1:Cluster",
    "database",
    {
      spec: {
        instances: 3,
        imageName: "ghcr.io/cnpg/postgresql:17.1",
        enableSuperuserAccess: false,
        storage: { size: "60Gi" },
        resources: { requests: size, limits: size },
        affinity: { ...onto },
      },
    },
    {},
    { protect: true },
  ),
  inside("postgresql.cnpg.io/v1:ScheduledBackup", "backup", {
    spec: { schedule: "0 0 1,7,13,19 * * *", cluster: { name: "database" } },
  }),
];

/** The stack's resources. */
export const platform: readonly RenderedResource[] = [
  root,
  atTop("pulumi:providers:kubernetes", "eu-shared-1", { context: "eu-shared-1" }),
  appsBundle,
  ...environment,
  ...running,
  ...ways,
  ...database,
];
