import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { atTop, labels, root } from "../tenancy/tenantStack.ts";
import { adding, faults, set, without } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { inside } from "./platformObject.ts";
import { platform } from "./platformStack.ts";

/** The resource of a name without the engine's protection. */
const unprotected =
  (name: string) =>
  (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
    resources.map((one) => (one.name === name ? { ...one, protect: false } : one));

const podAt = "spec.template.spec";
const bundle = (rule: string): string => `tenancy/${rule} apps`;
const ofNamespace = {
  ...labels,
  "pod-security.kubernetes.io/enforce": "restricted",
  "tenantry.dev/nodes": "own",
  "tenantry.dev/priority": "high",
};
const own = "tenantry.dev/tenant";

/** A platform that is not what the tenant has bought, or not the tenant's. */
export const platformFaults: readonly CorpusCase[] = faults(platform, [
  [
    "a service of another subscription",
    set("service", "metadata.labels", { ...labels, "tenantry.dev/subscription": "x" }),
    "tenancy/labels-of-subscription service metadata.labels.tenantry.dev/subscription",
  ],
  [
    "a claim of another tier",
    set("claim", "metadata.labels", { ...labels, "tenantry.dev/tier-version": "9" }),
    "tenancy/labels-of-subscription claim metadata.labels.tenantry.dev/tier-version",
  ],
  [
    "a role without an owner",
    set("viewer", "metadata.labels", { ...labels, "tenantry.dev/owner": "" }),
    "tenancy/labels-present viewer metadata.labels.tenantry.dev/owner",
  ],
  [
    "an object beside all subscriptions",
    (resources) => resources.map((one) => (one.name === "route" ? { ...one, parent: root.urn } : one)),
    "tenancy/belongs-to-subscription route",
  ],
  [
    "a component of nothing that is ordered",
    adding(atTop("tenantry:paas:PaasBundle", "other", {})),
    "tenancy/belongs-to-subscription other",
  ],
  ["another cluster", set("eu-shared-1", "context", "production"), "tenancy/providers-bound eu-shared-1 context"],
  ["a volume that goes with a line", unprotected("claim"), "tenancy/data-protected claim"],
  ["a database that goes with a line", unprotected("database"), "tenancy/data-protected database"],
  [
    "pods that may be less secure",
    set("prod", "metadata.labels", { ...ofNamespace, "pod-security.kubernetes.io/enforce": "baseline" }),
    "tenancy/environments-as-sold prod metadata.labels.pod-security.kubernetes.io/enforce",
  ],
  [
    "a namespace on shared nodes",
    set("prod", "metadata.labels", { ...ofNamespace, "tenantry.dev/nodes": "shared" }),
    "tenancy/environments-as-sold prod metadata.labels.tenantry.dev/nodes",
  ],
  [
    "a namespace that gives way",
    set("prod", "metadata.labels", { ...ofNamespace, "tenantry.dev/priority": "low" }),
    "tenancy/environments-as-sold prod metadata.labels.tenantry.dev/priority",
  ],
  [
    "a namespace for anything",
    set("prod", "metadata.labels", { ...ofNamespace, "pod-security.kubernetes.io/enforce": "privileged" }),
    "isolation/pod-security-enforced prod metadata.labels.pod-security.kubernetes.io/enforce",
    "tenancy/environments-as-sold prod metadata.labels.pod-security.kubernetes.io/enforce",
  ],
  [
    "pods on shared nodes",
    set("shop", `${podAt}.nodeSelector`, {}),
    `tenancy/own-nodes shop ${podAt}.nodeSelector.${own}`,
  ],
  [
    "pods on every node",
    set("search", `${podAt}.tolerations`, [{ operator: "Exists" }]),
    `tenancy/own-nodes search ${podAt}.tolerations`,
  ],
  ["pods on one node", set("search", `${podAt}.nodeName`, "node-1"), `tenancy/own-nodes search ${podAt}.nodeName`],
  [
    "a database on another tenant's nodes",
    set("database", "spec.affinity.nodeSelector", { [own]: "globex" }),
    `tenancy/own-nodes database spec.affinity.nodeSelector.${own}`,
  ],
  [
    "a database of one instance",
    set("database", "spec.instances", 1),
    "tenancy/platform-databases-as-sold database spec.instances",
  ],
  [
    "a database that is too small",
    set("database", "spec.resources", { limits: { cpu: "1", memory: "2Gi" }, requests: { cpu: "1", memory: "2Gi" } }),
    "tenancy/platform-databases-as-sold database spec.resources.limits.memory",
  ],
  ["a database without backups", without("backup"), "tenancy/platform-databases-as-sold database"],
  [
    "a database with daily backups",
    set("backup", "spec.schedule", "0 0 1 * * *"),
    "tenancy/platform-databases-as-sold database",
  ],
  [
    "pods in one zone",
    set("shop", `${podAt}.topologySpreadConstraints`, [{ topologyKey: "kubernetes.io/hostname" }]),
    `tenancy/spread-as-sold shop ${podAt}.topologySpreadConstraints`,
  ],
  [
    "pods that are not spread",
    set("search", `${podAt}.topologySpreadConstraints`, undefined),
    ...[0, 1].map(() => `tenancy/spread-as-sold search ${podAt}.topologySpreadConstraints`),
  ],
  [
    "pods that give way",
    set("shop", `${podAt}.priorityClassName`, "tenantry-low"),
    `tenancy/priority-as-sold shop ${podAt}.priorityClassName`,
  ],
  [
    "pods that end the cluster's own",
    set("search", `${podAt}.priorityClassName`, "system-node-critical"),
    `tenancy/priority-as-sold search ${podAt}.priorityClassName`,
  ],
  [
    "a scaler that cannot grow",
    set("scaler", "spec.maxReplicas", 2),
    "tenancy/platform-scaling-as-sold scaler spec.maxReplicas",
  ],
  ["more pods than are granted", set("quota", "spec.hard.pods", "101"), bundle("platform-granted")],
  [
    "more processors than are granted",
    set("quota", "spec.hard", {
      "requests.cpu": "17",
      "limits.cpu": "17",
      "requests.memory": "64Gi",
      "limits.memory": "64Gi",
      pods: "9",
    }),
    bundle("platform-granted"),
  ],
  [
    "more hosts than are granted",
    adding(
      inside("gateway.networking.k8s.io/v1:HTTPRoute", "second", {
        spec: { parentRefs: [{ kind: "ListenerSet", name: "listeners" }], hostnames: ["two.acme.example"], rules: [] },
      }),
    ),
    bundle("platform-granted"),
    "isolation/hosts-own second spec.hostnames.0",
  ],
  ["a database larger than is granted", set("database", "spec.storage.size", "61Gi"), bundle("platform-granted")],
  [
    "an object of the cluster's",
    adding(
      inside("storage.k8s.io/v1:StorageClass", "fast", {
        provisioner: "ebs.csi.aws.com",
        parameters: { encrypted: "true" },
        allowVolumeExpansion: true,
        volumeBindingMode: "WaitForFirstConsumer",
      }),
    ),
    "tenancy/cluster-scoped-own fast metadata.name",
  ],
  [
    "a subscription that is not there",
    (resources) => resources.filter(({ type }) => type.startsWith("pulumi:")),
    "tenancy/subscriptions-present tenantry-acme",
  ],
]);

/** What goes on although the tenant is suspended: all that the active tenant's stack has, and the estate lets nobody have. */
export const suspendedFaults: readonly string[] = [
  ...["shop", "search"].map((name) => `${name} spec.replicas`),
  "quota spec.hard.pods",
  "backup spec.suspend",
  "database metadata.annotations.cnpg.io/hibernation",
  ...["scaler", "viewer-binding", "developer-binding", "listeners", "route", "neighbours", "dns", "gateway", "outside"],
].map((what) => `tenancy/suspended-runs-nothing ${what}`);
