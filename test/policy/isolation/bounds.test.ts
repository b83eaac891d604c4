import { expect, test } from "@jest/globals";

import { containerDefaults } from "../../../policies/rules/isolation/containerDefaults.ts";
import { disruptionBudgets } from "../../../policies/rules/isolation/disruptionBudgets.ts";
import { ownNamespace } from "../../../policies/rules/isolation/ownNamespace.ts";
import { quotasComplete } from "../../../policies/rules/isolation/quotasComplete.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const namespace = "acme--apps--prod";
const place = resource("kubernetes:core/v1:Namespace", "prod", { metadata: { name: namespace } });
const inside = (type: string, name: string, spec: object) =>
  resource(`kubernetes:${type}`, name, { metadata: { name, namespace }, spec });

const ofPods = { "requests.cpu": "2", "requests.memory": "4Gi", "limits.cpu": "2", "limits.memory": "4Gi", pods: "20" };
const ofNamespace = {
  "requests.storage": "20Gi",
  "limits.ephemeral-storage": "40Gi",
  "count/persistentvolumeclaims": "20",
  "count/secrets": "20",
  "count/configmaps": "20",
  "count/services": "20",
  "services.loadbalancers": "0",
  "services.nodeports": 0,
};
const scoped = (operator: string, values = ["tenantry-platform"]) => ({
  scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, values }] },
});
const quota = (name: string, hard: object, more: object = {}) =>
  inside("core/v1:ResourceQuota", name, { hard, ...more });
const objects = quota("objects", ofNamespace);
const unbounded = Object.keys(ofPods).map((bound) => `prod: The namespace's quotas should bound ${bound} of all pods.`);

test("accepts a quota of all, and two that complete each other", () => {
  expect(judged(quotasComplete, place, quota("all", { ...ofPods, ...ofNamespace }))).toEqual([]);
  const both = [quota("customer", ofPods, scoped("NotIn")), quota("platform", ofPods, scoped("In"))];
  expect(judged(quotasComplete, place, objects, ...both)).toEqual([]);
});

test.each([
  ["no quota of pods", []],
  ["a quota of some pods alone", [quota("customer", ofPods, scoped("NotIn"))]],
  [
    "quotas of other classes",
    [quota("customer", ofPods, scoped("NotIn")), quota("platform", ofPods, scoped("In", ["x"]))],
  ],
  ["a quota by another scope", [quota("customer", ofPods, { scopes: ["BestEffort"] })]],
])("finds pods that %s bounds not", (_what, quotas) => {
  expect(judged(quotasComplete, place, objects, ...quotas).toSorted()).toEqual(unbounded.toSorted());
});

test.each(Object.keys(ofNamespace))("asks for %s", (missing) => {
  const hard = Object.fromEntries(Object.entries(ofNamespace).filter(([key]) => key !== missing));
  const should = missing.startsWith("services.") ? `have ${missing} of 0` : `bound ${missing}`;
  expect(judged(quotasComplete, place, quota("all", { ...ofPods, ...hard }))).toEqual([
    `prod: The namespace's quotas should ${should}.`,
  ]);
});

test("ways in of one's own are none, and another namespace's quota is no bound here", () => {
  const open = quota("all", { ...ofPods, ...ofNamespace, "services.nodeports": "3" });
  expect(judged(quotasComplete, place, open)).toEqual([
    "prod: The namespace's quotas should have services.nodeports of 0.",
  ]);
  const elsewhere = { ...open, inputs: { ...open.inputs, metadata: { namespace: "acme--apps--test" } } };
  expect(judged(quotasComplete, place, elsewhere)).toHaveLength(13);
});

test("a cell's namespace is another matter", () => {
  const cell = resource("kubernetes:core/v1:Namespace", "tenantry-cell", { metadata: { name: "tenantry-cell" } });
  expect(judgedIn(quotasComplete, { name: "cell-eu-shared-1", resources: [cell] })).toEqual([]);
});

const amounts = { cpu: "1", memory: "1Gi", "ephemeral-storage": "1Gi" };
const container = { type: "Container", max: amounts, default: amounts, defaultRequest: amounts };
const claim = { type: "PersistentVolumeClaim", max: { storage: "20Gi" } };
const limits = (...entries: object[]) => inside("core/v1:LimitRange", "limits", { limits: entries });
const missing = (bound: string, of: string, type: string): string =>
  `limits spec.limits: spec.limits should have a ${bound} of ${of} for ${type}.`;

test("containers and volumes have sizes of which nothing is missing", () => {
  expect(judged(containerDefaults, limits(container, claim))).toEqual([]);
  expect(judged(containerDefaults, limits(container))).toEqual([missing("max", "storage", "PersistentVolumeClaim")]);
  expect(judged(containerDefaults, limits({ ...container, default: { cpu: "1" } }, claim))).toEqual([
    missing("default", "ephemeral-storage", "Container"),
    missing("default", "memory", "Container"),
  ]);
  expect(judged(containerDefaults, limits())).toHaveLength(10);
});

test.each([
  ["acme--apps--prod", []],
  ["x---acme--apps", []],
  ["default", ["it"]],
  ["kube-system", ["it"]],
  ["globex--apps--prod", ["it"]],
  ["acme", ["it"]],
  [undefined, ["it"]],
  [3, ["it"]],
])("judges the namespace %j", (name, expected) => {
  const object = resource("kubernetes:core/v1:ConfigMap", "it", { metadata: { namespace: name } });
  const should = (owner: string) =>
    `it metadata.namespace: metadata.namespace should be a namespace of the ${owner}'s.`;
  expect(judged(ownNamespace, object)).toEqual(expected.map(() => should("tenant")));
  expect(judgedIn(ownNamespace, { name: "cell-eu-shared-1", resources: [object] })).toEqual([should("cell")]);
});

test("what is in no namespace is not looked at, and a cell has one", () => {
  const storage = resource("kubernetes:storage.k8s.io/v1:StorageClass", "it", { metadata: { name: "x" } });
  expect(judged(ownNamespace, storage)).toEqual([]);
  const gateway = resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", "it", {
    metadata: { namespace: "tenantry-cell" },
  });
  expect(judgedIn(ownNamespace, { name: "cell-eu-shared-1", resources: [gateway] })).toEqual([]);
});

const labels = { "tenantry.dev/app": "shop" };
const workload = (replicas: unknown) =>
  inside("apps/v1:Deployment", "shop", { replicas, template: { metadata: { labels } } });
const budget = (more: object, selector: object = { matchLabels: labels }) =>
  inside("policy/v1:PodDisruptionBudget", "shop", { selector, ...more });
const scaler = (minReplicas: unknown) =>
  inside("autoscaling/v2:HorizontalPodAutoscaler", "shop", { minReplicas, scaleTargetRef: { name: "shop" } });
const none = ["shop: The workload should have a PodDisruptionBudget."];
const blocked = ["shop: The workload's PodDisruptionBudget should let one pod go."];

test.each([
  ["one pod", [workload(1)], []],
  ["no number of pods", [workload(undefined)], []],
  ["a scaler with one pod at least", [workload(7), scaler(undefined)], []],
  ["two pods with a budget", [workload(2), budget({ maxUnavailable: 1 })], []],
  ["a budget that keeps some", [workload(3), budget({ minAvailable: "50%" })], []],
  ["two pods", [workload(2)], none],
  ["a scaler with two pods", [workload(undefined), scaler(2)], none],
  [
    "a budget of others",
    [workload(2), budget({ maxUnavailable: 1 }, { matchLabels: { "tenantry.dev/app": "x" } })],
    none,
  ],
  ["a budget of nobody", [workload(2), budget({ maxUnavailable: 1 }, {})], none],
  ["a budget that lets none go", [workload(2), budget({ maxUnavailable: 0 })], blocked],
  ["a budget that keeps all", [workload(2), budget({ minAvailable: "100%" })], blocked],
])("judges %s", (_what, resources, expected) => {
  expect(judged(disruptionBudgets, ...resources)).toEqual(expected);
});
