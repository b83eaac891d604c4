/** What tiers of the platform promise and grant. */
import { describe, expect, test } from "@jest/globals";

import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { environmentsAsSold } from "../../../../components/paas/policies/environmentsAsSold.ts";
import { ownNodes } from "../../../../components/paas/policies/ownNodes.ts";
import { platformDatabasesAsSold } from "../../../../components/paas/policies/platformDatabasesAsSold.ts";
import { platformGranted } from "../../../../components/paas/policies/platformGranted.ts";
import { priorityAsSold } from "../../../../components/paas/policies/priorityAsSold.ts";
import { platformScalingAsSold } from "../../../../components/paas/policies/platformScalingAsSold.ts";
import { spreadAsSold } from "../../../../components/paas/policies/spreadAsSold.ts";
import type { Rule } from "../../../../core/policies/rule.ts";
import { judgedIn } from "../../../helpers/judge.ts";
import { acme, apps, ofApps, stackOf } from "../../tenancy/tenantStack.ts";

const namespace = "acme--apps--prod";
const judged = (
  rule: Rule,
  features: object,
  resources: readonly RenderedResource[],
  entitlements: object = {},
): string[] => judgedIn(rule, stackOf(acme([apps({ features, entitlements })]), ...resources));
const inside = (type: string, name: string, spec: object, metadata: object = {}) =>
  ofApps(`kubernetes:${type}`, name, { metadata: { name, namespace, ...metadata }, spec });
const deployment = (pod: object) => inside("apps/v1:Deployment", "shop", { template: { spec: pod } });
const at = "shop spec.template.spec";

describe("namespaces", () => {
  const features = { podSecurity: "restricted", nodes: "own", priority: "high" };
  const labels = {
    "pod-security.kubernetes.io/enforce": "restricted",
    "tenantry.dev/nodes": "own",
    "tenantry.dev/priority": "high",
  };
  test.each([
    [{}, []],
    [{ "pod-security.kubernetes.io/enforce": "baseline" }, [["pod-security.kubernetes.io/enforce", "podSecurity"]]],
    [{ "tenantry.dev/nodes": "shared" }, [["tenantry.dev/nodes", "nodes"]]],
    [{ "tenantry.dev/priority": undefined }, [["tenantry.dev/priority", "priority"]]],
  ])("say what is sold with %j", (change, wrong) => {
    const place = ofApps("kubernetes:core/v1:Namespace", "prod", {
      metadata: { name: namespace, labels: { ...labels, ...change } },
    });
    expect(judged(environmentsAsSold, features, [place])).toEqual(
      wrong.map(
        ([label = "", feature = ""]) =>
          `prod metadata.labels.${label}: The label ${label} should be the tier's ${feature}.`,
      ),
    );
  });
});

describe("nodes of one's own", () => {
  const key = "tenantry.dev/tenant";
  const toleration = { key, operator: "Equal", value: "acme", effect: "NoSchedule" };
  const onto = { nodeSelector: { [key]: "acme" }, tolerations: [toleration] };
  const selector = `${at}.nodeSelector.${key}: nodeSelector should have ${key} as the tier promises.`;
  const tolerations = `${at}.tolerations: tolerations should have ${key} as the tier promises, and no other tenant's.`;
  test.each([
    ["own", onto, []],
    ["own", { nodeSelector: onto.nodeSelector, tolerations: [{ ...toleration, operator: undefined }] }, []],
    ["own", {}, [selector, tolerations]],
    ["own", { ...onto, nodeSelector: { [key]: "globex" } }, [selector]],
    ["own", { ...onto, tolerations: [toleration, { ...toleration, value: "globex" }] }, [tolerations]],
    ["shared", {}, []],
    ["shared", { nodeSelector: { zone: "a" }, tolerations: [{ key: "spot", operator: "Exists" }] }, []],
    ["shared", onto, [selector, tolerations]],
    ["shared", { tolerations: [{ operator: "Exists" }] }, [tolerations]],
    ["shared", { tolerations: [{ key, operator: "Exists" }] }, [tolerations]],
    ["shared", { nodeName: "node-1" }, [`${at}.nodeName: nodeName should be left out.`]],
  ])("with %s nodes a pod with %j", (nodes, pod, expected) => {
    expect(judged(ownNodes, { nodes }, [deployment(pod)])).toEqual(expected);
  });
  test("a database runs there too", () => {
    const database = (affinity: object) => inside("postgresql.cnpg.io/v1:Cluster", "db", { affinity });
    expect(judged(ownNodes, { nodes: "own" }, [database(onto)])).toEqual([]);
    expect(judged(ownNodes, { nodes: "own" }, [database({})])).toEqual([
      `db spec.affinity.nodeSelector.${key}: nodeSelector should have ${key} as the tier promises.`,
      `db spec.affinity.tolerations: tolerations should have ${key} as the tier promises, and no other tenant's.`,
    ]);
  });
});

describe("databases", () => {
  const features = { database: { instances: 3, vcpu: 1, memoryGiB: 4, backup: { everyHours: 6 } } };
  const limits = { cpu: "1000m", memory: "4096Mi" };
  const cluster = (change: object) =>
    inside("postgresql.cnpg.io/v1:Cluster", "db", { instances: 3, resources: { limits }, ...change });
  const backup = (schedule: string, name = "db") =>
    inside("postgresql.cnpg.io/v1:ScheduledBackup", "backup", { schedule, cluster: { name } });
  const often = backup("0 0 1,7,13,19 * * *");
  const wrong = (property: string) => [`db ${property}: ${property} should be as the tier promises.`];
  const missing = ["db: The database should have a ScheduledBackup that runs as often as the tier promises."];
  test.each([
    [features, [cluster({}), often], []],
    [features, [cluster({ resources: { limits: { cpu: 1, memory: "4Gi" } } }), often], []],
    [features, [cluster({ instances: 1 }), often], wrong("spec.instances")],
    [
      features,
      [cluster({ resources: { limits: { ...limits, cpu: "500m" } } }), often],
      wrong("spec.resources.limits.cpu"),
    ],
    [features, [cluster({ resources: { limits: { cpu: "1" } } }), often], wrong("spec.resources.limits.memory")],
    [features, [cluster({})], missing],
    [features, [cluster({}), backup("0 0 1 * * *")], missing],
    [features, [cluster({}), backup("0 0 1,7,13,19 * * *", "other")], missing],
    [{ database: { instances: 3, vcpu: 1, memoryGiB: 4 } }, [cluster({})], []],
    [{}, [cluster({})], ["db: The database should be one that the tier has."]],
  ])("are as sold (case %#)", (sold, resources, expected) => {
    expect(judged(platformDatabasesAsSold, sold, resources)).toEqual(expected);
  });
});

describe("scalers of apps", () => {
  const scaler = (spec: object) => inside("autoscaling/v2:HorizontalPodAutoscaler", "shop", spec);
  test.each([
    [true, { minReplicas: 2, maxReplicas: 4 }, []],
    [true, { maxReplicas: 1 }, []],
    [
      true,
      { minReplicas: 3, maxReplicas: 2 },
      ["shop spec.maxReplicas: spec.maxReplicas should be at least spec.minReplicas."],
    ],
    [false, { minReplicas: 2, maxReplicas: 4 }, ["shop: The scaler should be in a subscription whose tier scales."]],
  ])("where autoscaling is %s with %j", (autoscaling, spec, expected) => {
    expect(judged(platformScalingAsSold, { autoscaling }, [scaler(spec)])).toEqual(expected);
  });
});

const zone = "topology.kubernetes.io/zone";
const host = "kubernetes.io/hostname";

test.each([
  ["none", [], []],
  ["nodes", [host], []],
  ["nodes", [], [host]],
  ["zones", [zone, host], []],
  ["zones", [host], [zone]],
  ["zones", [], [zone, host]],
])("pods are spread over %s by %j", (spread, keys, missing) => {
  const pod = { topologySpreadConstraints: keys.map((topologyKey) => ({ topologyKey })) };
  expect(judged(spreadAsSold, { spread }, [deployment(pod)])).toEqual(
    missing
      .map((key) => `${at}.topologySpreadConstraints: topologySpreadConstraints of a pod should spread over ${key}.`)
      .toSorted(),
  );
});

test.each([
  ["tenantry-high", []],
  ["tenantry-low", ["it"]],
  ["system-node-critical", ["it"]],
  [undefined, ["it"]],
])("pods have the priority of their tier: %j", (priorityClassName, expected) => {
  expect(judged(priorityAsSold, { priority: "high" }, [deployment({ priorityClassName })])).toEqual(
    expected.map(() => `${at}.priorityClassName: priorityClassName of a pod should be that of the tier.`),
  );
});

describe("grants", () => {
  const grants = {
    environments: 2,
    vcpu: 2,
    memoryGiB: 4,
    storageGiB: 20,
    pods: 20,
    apps: 1,
    hosts: 1,
    databaseStorageGiB: 10,
  };
  const place = (name: string) => ofApps("kubernetes:core/v1:Namespace", name, { metadata: { name } });
  const scope = (operator: string) => ({
    scopeSelector: { matchExpressions: [{ scopeName: "PriorityClass", operator, values: ["tenantry-platform"] }] },
  });
  const hard = {
    "requests.cpu": "1",
    "limits.cpu": "1000m",
    "requests.memory": "2Gi",
    "limits.memory": "2048Mi",
    pods: "10",
  };
  const quota = (name: string, change: object = {}, operator = "NotIn") =>
    inside("core/v1:ResourceQuota", name, { hard: { ...hard, ...change }, ...scope(operator) });
  const storage = (amount: string) =>
    inside("core/v1:ResourceQuota", "objects", {
      hard: { "tenantry.storageclass.storage.k8s.io/requests.storage": amount },
    });
  const app = (name: string) => inside("apps/v1:Deployment", name, {}, { labels: { "tenantry.dev/app": name } });
  const route = (...hostnames: string[]) =>
    inside("gateway.networking.k8s.io/v1:HTTPRoute", hostnames.join("-"), { hostnames });
  const database = (size: unknown) => inside("postgresql.cnpg.io/v1:Cluster", "db", { storage: { size } });
  test.each([
    [
      [
        place("a"),
        place("b"),
        quota("a"),
        quota("b"),
        storage("20Gi"),
        app("shop"),
        route("a.example"),
        database("10Gi"),
      ],
      [],
    ],
    [[place("a"), place("b"), place("c")], ["environments"]],
    [
      [quota("a"), quota("b"), quota("c", { pods: "0" })],
      ["vcpu", "memoryGiB"],
    ],
    [[quota("a", { "limits.cpu": "2001m" })], ["vcpu"]],
    [[quota("a", { "requests.memory": "5Gi" })], ["memoryGiB"]],
    [[quota("a", { pods: "21" })], ["pods"]],
    [[quota("a", { pods: "many" })], ["pods"]],
    [[quota("a", { pods: "100" }, "In")], []],
    [[storage("21Gi")], ["storageGiB"]],
    [[app("shop"), inside("apps/v1:StatefulSet", "shop", {}, { labels: { "tenantry.dev/app": "shop" } })], []],
    [[app("shop"), app("search")], ["apps"]],
    [[route("a.example"), route("b.example")], ["hosts"]],
    [[database("11Gi")], ["databaseStorageGiB"]],
  ])("bound what can be used (case %#)", (resources, exceeded) => {
    expect(judged(platformGranted, {}, resources, grants)).toEqual(
      exceeded.map((what) => `apps: The subscription's ${what} should be at most what its tier grants.`).toSorted(),
    );
  });
});
