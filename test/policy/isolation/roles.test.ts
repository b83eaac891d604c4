import { expect, test } from "@jest/globals";

import { bindingSubjects } from "../../../policies/rules/isolation/bindingSubjects.ts";
import { noClusterWideRoles } from "../../../policies/rules/isolation/noClusterWideRoles.ts";
import { rolesKeepBounds } from "../../../policies/rules/isolation/rolesKeepBounds.ts";
import { rolesSecrets } from "../../../policies/rules/isolation/rolesSecrets.ts";
import { rolesWithoutEscalation } from "../../../policies/rules/isolation/rolesWithoutEscalation.ts";
import { rolesWithoutWildcards } from "../../../policies/rules/isolation/rolesWithoutWildcards.ts";
import { judged, judgedIn, resource } from "../../helpers/judge.ts";

const group = "kubernetes:rbac.authorization.k8s.io/v1";
const look = ["get", "list", "watch"];
const role = (resources: unknown, verbs: unknown, more: object = {}) =>
  resource(`${group}:Role`, "viewer", {
    metadata: { name: "tenantry-viewer", ...more },
    rules: [
      { apiGroups: [""], resources: ["pods"], verbs: look },
      { apiGroups: [""], resources, verbs },
    ],
  });

test.each([
  [["pods"], ["create"], []],
  [["*"], look, ["resources"]],
  [["pods/*"], look, ["resources"]],
  [["pods"], ["*"], ["verbs"]],
  ["*", ["*"], ["resources", "verbs"]],
])("wildcards in %j and %j are found", (resources, verbs, lists) => {
  const expected = lists.map((list) => `viewer rules.1.${list}: ${list} of a rule should have no wildcard.`);
  expect(judged(rolesWithoutWildcards, role(resources, verbs))).toEqual(expected);
});

const more = "viewer rules.1.resources: resources of a rule should have none by which its verbs lead to more rights.";
const verbs = "viewer rules.1.verbs: verbs of a rule should have none of bind, escalate and impersonate.";

test.each([
  [["roles", "rolebindings", "persistentvolumes"], look, []],
  [["pods", "secrets"], ["create", "delete"], []],
  [["roles"], ["bind"], [more, verbs]],
  [["users"], ["impersonate"], [verbs]],
  [["clusterroles"], ["escalate", "get"], [more, verbs]],
  [["rolebindings"], ["create"], [more]],
  [["persistentvolumes"], ["patch"], [more]],
  [["nodes/proxy"], ["get"], [more]],
  [["serviceaccounts/token"], ["create"], [more]],
  [["certificatesigningrequests/approval"], ["update"], [more]],
  [["mutatingwebhookconfigurations"], ["update"], [more]],
])("ways from %j with %j to more are found", (resources, allowed, expected) => {
  expect(judged(rolesWithoutEscalation, role(resources, allowed))).toEqual(expected);
});

const bounds = "viewer rules.1.resources: resources of a rule should have none that bounds the tenant.";

test.each([
  [["networkpolicies", "resourcequotas", "limitranges"], look, []],
  [["pods/exec"], ["create"], []],
  [["networkpolicies"], ["delete"], [bounds]],
  [["namespaces"], ["patch"], [bounds]],
  [["endpointslices"], ["create"], [bounds]],
  [["pods/ephemeralcontainers"], ["get"], [bounds]],
  [["services/proxy"], ["get"], [bounds]],
])("what %j with %j does to bounds is found", (resources, allowed, expected) => {
  expect(judged(rolesKeepBounds, role(resources, allowed))).toEqual(expected);
});

test("a cell's roles are not the customers'", () => {
  const stack = { name: "cell-eu-shared-1", resources: [role(["namespaces"], ["patch"])] };
  expect(judgedIn(rolesKeepBounds, stack)).toEqual([]);
});

test("secrets are for the roles that need them, or that the estate names", () => {
  const secrets = "viewer rules.1.resources: resources of a rule should not have secrets.";
  expect(judged(rolesSecrets, role(["configmaps"], look))).toEqual([]);
  expect(judged(rolesSecrets, role(["secrets"], ["get"]))).toEqual([secrets]);
  expect(judged(rolesSecrets, role(["secrets"], ["get"], { name: "tenantry-developer" }))).toEqual([]);
  const everywhere = { ...role(["secrets"], look, { name: "tenantry-admin" }), type: `${group}:ClusterRole` };
  expect(judged(rolesSecrets, everywhere)).toEqual([secrets]);
  const settings = { "isolation/roles-secrets": { roles: ["tenantry-viewer"] } };
  expect(judgedIn(rolesSecrets, { name: "acme", settings, resources: [role(["secrets"], ["get"])] })).toEqual([]);
});

const binding = (kind: string, inputs: object) => resource(`${group}:${kind}`, "viewer", { ...inputs });
const away = "viewer: The object should not be in a tenant's stack.";

test.each([
  ["RoleBinding", { roleRef: { kind: "Role", name: "tenantry-viewer" } }, []],
  [
    "RoleBinding",
    { roleRef: { kind: "ClusterRole", name: "view" } },
    ["viewer roleRef.kind: roleRef.kind should be Role."],
  ],
  [
    "RoleBinding",
    { roleRef: { kind: "ClusterRole", name: "cluster-admin" } },
    ["viewer roleRef.name: roleRef.name should not be cluster-admin."],
  ],
  ["RoleBinding", {}, ["viewer roleRef.kind: roleRef.kind should be Role."]],
  ["ClusterRoleBinding", { roleRef: { kind: "ClusterRole", name: "view" } }, [away]],
  ["ClusterRole", { rules: [] }, [away]],
])("a %s with %j", (kind, inputs, expected) => {
  expect(judged(noClusterWideRoles, binding(kind, inputs))).toEqual(expected);
});

test("a cell may have roles of the cluster, and nobody is made its administrator", () => {
  const resources = [
    binding("ClusterRole", {}),
    binding("ClusterRoleBinding", { roleRef: { kind: "ClusterRole", name: "view" } }),
    { ...binding("ClusterRoleBinding", { roleRef: { kind: "ClusterRole", name: "cluster-admin" } }), name: "admins" },
  ];
  expect(judgedIn(noClusterWideRoles, { name: "cell-eu-shared-1", resources })).toEqual([
    "admins roleRef.name: roleRef.name should not be cluster-admin.",
  ]);
});

const name = "viewer subjects.1.name: name of a subject should be a group of the identity provider's.";
const kind = "viewer subjects.1.kind: kind of a subject should be Group.";

test.each([
  [{ kind: "Group", name: "oidc:acme-developers" }, []],
  [{ kind: "Group", name: "system:masters" }, [name]],
  [{ kind: "Group", name: "system:authenticated" }, [name]],
  [{ kind: "Group", name: "system:unauthenticated" }, [name]],
  [{ kind: "Group", name: "" }, [name]],
  [{ kind: "User", name: "alice" }, [kind]],
  [{ kind: "ServiceAccount", name: "default", namespace: "kube-system" }, [kind]],
  [undefined, [kind]],
])("the subject %j", (subject, expected) => {
  const subjects = [{ kind: "Group", name: "acme" }, subject];
  expect(judged(bindingSubjects, binding("RoleBinding", { subjects }))).toEqual(expected);
});
