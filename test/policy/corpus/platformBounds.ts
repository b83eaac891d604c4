/** What bounds an environment: its namespace and quotas, its network, and what its people may do. */
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { labels, ofApps } from "../tenancy/tenantStack.ts";
import { inside, namespace } from "./platformObject.ts";

const ofPods = {
  "requests.cpu": "16",
  "requests.memory": "64Gi",
  "limits.cpu": "16",
  "limits.memory": "64Gi",
  pods: "100",
};
const scoped = (operator: string) => ({
  scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, values: ["tenantry-platform"] }] },
});
const amounts = { cpu: "1", memory: "1Gi", "ephemeral-storage": "1Gi" };

const bounds = [
  ofApps("kubernetes:core/v1:Namespace", "prod", {
    metadata: {
      name: namespace,
      labels: {
        ...labels,
        "pod-security.kubernetes.io/enforce": "restricted",
        "tenantry.dev/nodes": "own",
        "tenantry.dev/priority": "high",
      },
      annotations: {
        "tenantry.dev/hosts": "shop.acme.example",
        "tenantry.dev/registries": "registry.acme.example,ghcr.io/cnpg",
      },
    },
  }),
  inside("core/v1:ResourceQuota", "quota", { spec: { hard: ofPods, ...scoped("NotIn") } }),
  inside("core/v1:ResourceQuota", "quota-platform", { spec: { hard: { ...ofPods, pods: "4" }, ...scoped("In") } }),
  inside("core/v1:ResourceQuota", "quota-objects", {
    spec: {
      hard: {
        "requests.storage": "580Gi",
        "tenantry.storageclass.storage.k8s.io/requests.storage": "400Gi",
        "limits.ephemeral-storage": "200Gi",
        "count/persistentvolumeclaims": "500",
        "count/secrets": "500",
        "count/configmaps": "500",
        "count/services": "500",
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    },
  }),
  inside("core/v1:LimitRange", "limits", {
    spec: {
      limits: [
        { type: "Container", max: amounts, default: amounts, defaultRequest: amounts },
        { type: "PersistentVolumeClaim", max: { storage: "400Gi" } },
      ],
    },
  }),
  inside(
    "core/v1:ServiceAccountPatch",
    "account-default",
    { automountServiceAccountToken: false },
    { name: "default" },
  ),
  inside("core/v1:ServiceAccount", "account-apps", { automountServiceAccountToken: false }, { name: "apps" }),
];

const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: "TCP", port }));
const open = (name: string, spec: object) =>
  inside("networking.k8s.io/v1:NetworkPolicy", name, { spec: { podSelector: {}, ...spec } });
const ofDatabase = { podSelector: { matchLabels: { "cnpg.io/cluster": "acme--apps--prod" } } };
const named = (name: string, pods: object) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  podSelector: { matchLabels: pods },
});

const network = [
  open("deny", { policyTypes: ["Ingress", "Egress"] }),
  open("neighbours", { ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }),
  open("dns", { egress: [{ to: [named("kube-system", { "k8s-app": "kube-dns" })], ports: tcp(53) }] }),
  open("gateway", {
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { "tenantry.dev/gateway": "true" } } }] }],
  }),
  open("outside", { egress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: tcp(443) }] }),
  open("operator", {
    ...ofDatabase,
    ingress: [{ from: [named("cnpg-system", { app: "cnpg" })], ports: tcp(8000, 5432) }],
  }),
  open("api", { ...ofDatabase, egress: [{ ports: tcp(443, 6443) }] }),
];

const rbac = "rbac.authorization.k8s.io/v1";
const permissions = (name: string, more: object[]) =>
  inside(
    `${rbac}:Role`,
    name,
    {
      rules: [
        { apiGroups: [""], resources: ["pods", "services", "networkpolicies"], verbs: ["get", "list", "watch"] },
        ...more,
      ],
    },
    { name: `tenantry-${name}` },
  );
const bound = (name: string) =>
  inside(`${rbac}:RoleBinding`, `${name}-binding`, {
    roleRef: { kind: "Role", name: `tenantry-${name}` },
    subjects: [{ kind: "Group", name: `oidc:acme-${name}s` }],
  });

const people = [
  permissions("viewer", []),
  permissions("developer", [{ apiGroups: [""], resources: ["secrets", "pods/exec"], verbs: ["get", "create"] }]),
  bound("viewer"),
  bound("developer"),
];

/** All of it. */
export const environment: readonly RenderedResource[] = [...bounds, ...network, ...people];
