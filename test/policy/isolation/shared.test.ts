import { expect, test } from "@jest/globals";

import { admissionBound } from "../../../policies/rules/isolation/admissionBound.ts";
import { admissionComplete } from "../../../policies/rules/isolation/admissionComplete.ts";
import { admissionFailsClosed } from "../../../policies/rules/isolation/admissionFailsClosed.ts";
import { databaseResources } from "../../../policies/rules/isolation/databaseResources.ts";
import { databaseSuperuser } from "../../../policies/rules/isolation/databaseSuperuser.ts";
import { databaseTls } from "../../../policies/rules/isolation/databaseTls.ts";
import { prioritiesBounded } from "../../../policies/rules/isolation/prioritiesBounded.ts";
import { volumesEncrypted } from "../../../policies/rules/isolation/volumesEncrypted.ts";
import { volumesKept } from "../../../policies/rules/isolation/volumesKept.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const database = (spec: object) => resource("kubernetes:postgresql.cnpg.io/v1:Cluster", "db", { spec });

test.each([
  [{}, []],
  [{ enableSuperuserAccess: false }, []],
  [{ enableSuperuserAccess: true }, ["db spec.enableSuperuserAccess: spec.enableSuperuserAccess should be false."]],
])("a database with %j", (spec, expected) => {
  expect(judged(databaseSuperuser, database(spec))).toEqual(expected);
});

test.each([
  ["hostssl all all 10.0.0.0/8 scram-sha-256", true],
  ["local all all peer", true],
  ["host all all 10.0.0.0/8 scram-sha-256", false],
  ["  hostnossl all all 0.0.0.0/0 md5", false],
  ["hostssl all all 0.0.0.0/0 trust", false],
  [3, false],
])("lets in by the line %j: %s", (line, isSafe) => {
  const expected =
    "db spec.postgresql.pg_hba.0: spec.postgresql.pg_hba.0 should let in nobody without TLS and a password.";
  expect(judged(databaseTls, database({ postgresql: { pg_hba: [line] } }))).toEqual(isSafe ? [] : [expected]);
});

test("a database requests what its limits are", () => {
  const size = { cpu: "1", memory: "2Gi" };
  expect(judged(databaseResources, database({ resources: { requests: size, limits: size } }))).toEqual([]);
  expect(
    judged(databaseResources, database({ resources: { requests: { cpu: "1", memory: "1Gi" }, limits: size } })),
  ).toEqual(["db spec.resources.requests.memory: spec.resources.requests.memory should be the limit."]);
  expect(judged(databaseResources, database({}))).toEqual([
    "db spec.resources.limits.cpu: spec.resources.limits.cpu should be set.",
    "db spec.resources.limits.memory: spec.resources.limits.memory should be set.",
  ]);
});

const admission = "kubernetes:admissionregistration.k8s.io/v1";
const policy = (kind: string, spec: object) =>
  resource(`${admission}:${kind}`, "pods", { metadata: { name: "tenantry-pods" }, spec });
const binding = (kind: string, spec: object) =>
  resource(`${admission}:${kind}Binding`, "binding", { spec: { policyName: "tenantry-pods", ...spec } });

test.each([
  [{ failurePolicy: "Fail" }, []],
  [{}, []],
  [{ failurePolicy: "Ignore" }, ["pods spec.failurePolicy: spec.failurePolicy should be Fail."]],
])("a policy with %j", (spec, expected) => {
  expect(judged(admissionFailsClosed, policy("ValidatingAdmissionPolicy", spec))).toEqual(expected);
  expect(judged(admissionFailsClosed, policy("MutatingAdmissionPolicy", spec))).toEqual(expected);
});

test("a webhook fails closed too", () => {
  const hook = resource(`${admission}:ValidatingWebhookConfiguration`, "hook", {
    webhooks: [{ failurePolicy: "Fail" }, { failurePolicy: "Ignore" }],
  });
  expect(judged(admissionFailsClosed, hook)).toEqual([
    "hook webhooks.1.failurePolicy: webhooks.1.failurePolicy should be Fail.",
  ]);
});

const unbound = ["pods: The policy should have a binding for all that it matches."];

test.each([
  ["ValidatingAdmissionPolicy", [{ validationActions: ["Deny"] }], []],
  ["ValidatingAdmissionPolicy", [{ validationActions: ["Warn"] }, { validationActions: ["Audit", "Deny"] }], []],
  ["ValidatingAdmissionPolicy", [], unbound],
  ["ValidatingAdmissionPolicy", [{ policyName: "other", validationActions: ["Deny"] }], unbound],
  ["ValidatingAdmissionPolicy", [{ matchResources: {}, validationActions: ["Deny"] }], unbound],
  [
    "ValidatingAdmissionPolicy",
    [{ validationActions: ["Warn"] }],
    ["pods: A binding of the policy should have Deny among its validationActions."],
  ],
  ["MutatingAdmissionPolicy", [{}], []],
  ["MutatingAdmissionPolicy", [], unbound],
])("a %s with the bindings %j", (kind, bindings, expected) => {
  const bound = bindings.map((spec) => binding(kind, spec));
  expect(judged(admissionBound, policy(kind, {}), ...bound)).toEqual(expected);
});

const judgedResources = [
  "pods",
  "services",
  "secrets",
  "persistentvolumeclaims",
  "httproutes",
  "horizontalpodautoscalers",
];
const ofTenants = { matchExpressions: [{ key: "tenantry.dev/tenant", operator: "Exists" }] };
const looksAt = (resources: readonly string[], namespaceSelector: object = ofTenants) =>
  policy("ValidatingAdmissionPolicy", {
    matchConstraints: {
      namespaceSelector,
      resourceRules: ["", "gateway.networking.k8s.io", "autoscaling"].map((group) => ({
        apiGroups: [group],
        operations: ["CREATE", "UPDATE"],
        resources,
      })),
    },
  });
const cell = resource("kubernetes:core/v1:Namespace", "cell", { metadata: { name: "tenantry-cell" } });
const inCell = (...resources: (typeof cell)[]) =>
  judgedIn(admissionComplete, { name: "cell-eu-shared-1", resources: [cell, ...resources] });
const unseen = (what: string) => `cell: The cell should have a policy that looks at ${what} of tenants.`;

test("a cell's policies look at all that customers create", () => {
  expect(inCell(looksAt(judgedResources))).toEqual([]);
  expect(inCell(looksAt(judgedResources.filter((name) => name !== "pods")))).toEqual([unseen("pods")]);
  expect(
    inCell(
      looksAt(judgedResources, { matchExpressions: [...ofTenants.matchExpressions, { key: "x", operator: "Exists" }] }),
    ),
  ).toEqual(judgedResources.map(unseen).toSorted());
  expect(inCell()).toHaveLength(6);
  expect(judged(admissionComplete, cell)).toEqual([]);
});

const volumes = (inputs: object) => resource("kubernetes:storage.k8s.io/v1:StorageClass", "class", { ...inputs });
const plain = ["class parameters.encrypted: parameters.encrypted should be true."];

test.each([
  [{ provisioner: "ebs.csi.aws.com", parameters: { encrypted: "true" } }, []],
  [{ provisioner: "ebs.csi.aws.com", parameters: { encrypted: "false" } }, plain],
  [{ provisioner: "ebs.csi.aws.com" }, plain],
  [{ provisioner: "rancher.io/local-path" }, []],
  [{ provisioner: "constructor" }, []],
])("a class with %j", (inputs, expected) => {
  expect(judged(volumesEncrypted, volumes(inputs))).toEqual(expected);
});

test("classes let data grow, and keep that of databases", () => {
  const growing = { allowVolumeExpansion: true, volumeBindingMode: "WaitForFirstConsumer" };
  const named = (name: string, more: object = {}) => volumes({ metadata: { name }, ...growing, ...more });
  expect(judged(volumesKept, named("tenantry", { reclaimPolicy: "Delete" }))).toEqual([]);
  expect(judged(volumesKept, named("tenantry-database", { reclaimPolicy: "Retain" }))).toEqual([]);
  expect(judged(volumesKept, named("tenantry-database"))).toEqual([
    "class reclaimPolicy: reclaimPolicy should be Retain.",
  ]);
  expect(
    judged(volumesKept, named("tenantry", { allowVolumeExpansion: undefined, volumeBindingMode: "Immediate" })),
  ).toEqual([
    "class allowVolumeExpansion: allowVolumeExpansion should be true.",
    "class volumeBindingMode: volumeBindingMode should be WaitForFirstConsumer.",
  ]);
});

test.each([
  [{ value: 10_000, globalDefault: false }, []],
  [{ value: 1 }, []],
  [{ value: 1_000_000_000 }, ["class value: value should be below those of the cluster's own classes."]],
  [{}, ["class value: value should be below those of the cluster's own classes."]],
  [{ value: 1, globalDefault: true }, ["class globalDefault: globalDefault should be false."]],
])("a priority class with %j", (inputs, expected) => {
  expect(
    judged(prioritiesBounded, resource("kubernetes:scheduling.k8s.io/v1:PriorityClass", "class", { ...inputs })),
  ).toEqual(expected);
});
