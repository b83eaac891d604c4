import type { HostilePod } from "./pod.ts";

const ownTolerations =
  "tenantry.dev/tenant=acme and node.kubernetes.io/not-ready, node.kubernetes.io/unreachable, node.kubernetes.io/memory-pressure";
const toleration = (what: string, toleration: object, shown: string): HostilePod => ({
  what,
  spec: { tolerations: [toleration] },
  policy: "placement",
  message: `pods tolerate no taints of nodes that are not for them: ${shown}. Allowed: ${ownTolerations}.`,
});
const selector = (what: string, spec: object, shown: string): HostilePod => ({
  what,
  spec,
  policy: "placement",
  message: `pods choose nodes by tenantry.dev/tenant for their own tenant alone: ${shown}. Allowed: tenantry.dev/tenant: acme.`,
});
const nodeAffinity = (matchExpressions: object[]): object => ({
  affinity: {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  },
});
const neighbours = (what: string, affinity: Readonly<Record<string, object>>): HostilePod => ({
  what,
  spec: { affinity },
  policy: "placement",
  message: `pods are placed by pods of their own namespace alone: ${Object.keys(affinity).join(", ")}. Allowed: terms without namespaceSelector and without other namespaces.`,
});
const priority = (what: string, priorityClassName: string): HostilePod => ({
  what,
  spec: { priorityClassName },
  policy: "placement",
  message: `the tier decides on the priority, and tenantry-platform is the platform's: ${priorityClassName}. Allowed: no priorityClassName or tenantry-normal.`,
});
const unusual = (what: string, spec: object, shown: string): HostilePod => ({
  what,
  spec,
  policy: "placement",
  message: `pods are scheduled, run and ended as the cluster does it, on what every node has: ${shown}. Allowed: the scheduler default-scheduler, no runtimeClassName, no resourceClaims, terminationGracePeriodSeconds up to 3600.`,
});
const key = "tenantry.dev/tenant";
const topologyKey = "kubernetes.io/hostname";

/** What would run where or when it is not for it. */
export const misplaced: readonly HostilePod[] = [
  {
    what: "a node by name",
    spec: { nodeName: "node-of-globex" },
    policy: "placement",
    message: "the scheduler chooses nodes: nodeName node-of-globex. Allowed: no nodeName.",
  },
  toleration(
    "the taint of a neighbour's nodes",
    { key, operator: "Equal", value: "globex", effect: "NoSchedule" },
    `${key}=globex`,
  ),
  toleration("the taint of all tenants' nodes", { key, operator: "Exists" }, key),
  toleration("every taint", { operator: "Exists" }, "every taint"),
  toleration(
    "the taint of the cluster's own nodes",
    { key: "node-role.kubernetes.io/control-plane", operator: "Exists" },
    "node-role.kubernetes.io/control-plane",
  ),
  selector("a neighbour's nodes", { nodeSelector: { [key]: "globex" } }, "nodeSelector globex"),
  selector(
    "a neighbour's nodes by affinity",
    nodeAffinity([{ key, operator: "In", values: ["acme", "globex"] }]),
    "nodeAffinity In acme, globex",
  ),
  selector("nodes of any tenant", nodeAffinity([{ key, operator: "Exists" }]), "nodeAffinity Exists "),
  selector(
    "a neighbour's nodes by preference",
    {
      affinity: {
        nodeAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 1, preference: { matchExpressions: [{ key, operator: "NotIn", values: ["acme"] }] } },
          ],
        },
      },
    },
    "nodeAffinity NotIn acme",
  ),
  neighbours("nodes without anybody else", {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, namespaceSelector: {}, labelSelector: {} }],
    },
  }),
  neighbours("nodes without a neighbour", {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: { topologyKey, namespaces: ["globex--apps--prod"], labelSelector: {} } },
      ],
    },
  }),
  neighbours("a place beside a neighbour", {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey, namespaces: ["globex--apps--prod"], labelSelector: {} },
      ],
    },
  }),
  neighbours("a place beside a neighbour by preference", {
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 1, podAffinityTerm: { topologyKey, namespaceSelector: {}, labelSelector: {} } },
      ],
    },
  }),
  priority("the priority of the cluster itself", "system-cluster-critical"),
  priority("the priority of a higher tier", "tenantry-high"),
  priority("the priority of the platform, which no quota of the customer's counts", "tenantry-platform"),
  unusual("a scheduler of its own", { schedulerName: "mine" }, "schedulerName mine"),
  unusual("a runtime of its own", { runtimeClassName: "unsafe" }, "runtimeClassName unsafe"),
  unusual("a device", { resourceClaims: [{ name: "gpu", resourceClaimTemplateName: "gpu" }] }, "resourceClaims"),
  unusual(
    "a node for a year after its end",
    { terminationGracePeriodSeconds: 31_536_000 },
    "terminationGracePeriodSeconds 31536000",
  ),
  {
    what: "a host alias of another tenant",
    spec: { hostAliases: [{ ip: "10.1.2.3", hostnames: ["shop.acme.example", "shop.globex.example"] }] },
    policy: "placement",
    message:
      "pods give addresses to hosts of their own alone: shop.globex.example. Allowed: hostAliases for shop.acme.example, api.acme.example.",
  },
];
