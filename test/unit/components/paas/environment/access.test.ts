import { expect, test } from "@jest/globals";

import { EnvironmentAccess } from "../../../../../components/paas/environment/access.ts";
import type { tenantRoles } from "../../../../../components/paas/environment/rolePermissions.ts";
import { rolePermissions } from "../../../../../components/paas/environment/rolePermissions.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const place = { namespace: "globex--apps--prod", labels: { "tenantry.dev/tenant": "globex" } };
const rbac = "kubernetes:rbac.authorization.k8s.io/v1";

test("each role that is planned is in the namespace and bound to its groups, and no other is", async () => {
  const args = {
    ...place,
    access: [
      { role: "viewer", groups: ["auditors", "oidc:globex"] },
      { role: "admin", groups: ["auditors"] },
    ] as const,
    bounds: [],
  };
  const rendered = await renderComponent(() => ({ urn: new EnvironmentAccess("apps--prod", args).urn }));
  expect(treeOf(rendered)).toEqual([
    `${rbac}:Role apps--prod-admin < apps--prod`,
    `${rbac}:Role apps--prod-viewer < apps--prod`,
    `${rbac}:RoleBinding apps--prod-admin < apps--prod`,
    `${rbac}:RoleBinding apps--prod-viewer < apps--prod`,
    "tenantry:paas:EnvironmentAccess apps--prod < tenantry-test",
  ]);
  const metadata = { ...place, name: "tenantry-viewer", annotations: { "pulumi.com/patchForce": "true" } };
  expect(inputsOf(rendered, `${rbac}:RoleBinding`, "apps--prod-viewer")).toEqual({
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "tenantry-viewer" },
    subjects: [
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "auditors" },
      { apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "oidc:globex" },
    ],
  });
  const viewer = inputsOf(rendered, `${rbac}:Role`, "apps--prod-viewer");
  expect(viewer["metadata"]).toEqual(metadata);
  expect(viewer["rules"]).toContainEqual({
    apiGroups: ["apps"],
    resources: ["deployments"],
    verbs: ["get", "list", "watch"],
  });
  const resources = (viewer["rules"] as { resources: string[] }[]).flatMap((rule) => rule.resources);
  expect(resources).not.toContain("secrets");
  expect(resources).not.toContain("pods/exec");
  const admin = inputsOf(rendered, `${rbac}:Role`, "apps--prod-admin");
  expect(admin["rules"]).toHaveLength(rolePermissions.length);
  expect(admin["rules"]).toContainEqual({
    apiGroups: [""],
    resources: ["persistentvolumeclaims"],
    verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
  });
});

/** Every pair of resource and verb that a role may use, such as `pods delete`. */
const allowed = (role: (typeof tenantRoles)[number]): string[] =>
  rolePermissions.flatMap(({ apiGroup, resource, [role]: verbs }) => {
    const path = apiGroup === "" ? resource : `${apiGroup}/${resource}`;
    return verbs.map((verb) => `${path} ${verb}`);
  });

test("each role may do all that the one before it may", () => {
  expect(allowed("developer")).toEqual(expect.arrayContaining(allowed("viewer")));
  expect(allowed("admin")).toEqual(expect.arrayContaining(allowed("developer")));
  const more = allowed("admin").filter((pair) => !allowed("developer").includes(pair));
  expect(more).toEqual(["persistentvolumeclaims delete"]);
});

test("a viewer only looks, and at no secret", () => {
  expect(allowed("viewer").filter((pair) => !/ (?:get|list|watch)$/.test(pair))).toEqual([]);
  expect(allowed("viewer").filter((pair) => /secrets|exec|portforward/.test(pair))).toEqual([]);
});

test("no role widens what it may do, or what bounds its environment", () => {
  const written = allowed("admin")
    .filter((pair) => !/ (?:get|list|watch)$/.test(pair))
    .map((pair) => pair.split(" ")[0]);
  expect([...new Set(written)].toSorted()).toEqual([
    "apps/deployments",
    "apps/deployments/scale",
    "apps/statefulsets",
    "apps/statefulsets/scale",
    "autoscaling/horizontalpodautoscalers",
    "batch/cronjobs",
    "batch/jobs",
    "configmaps",
    "gateway.networking.k8s.io/httproutes",
    "persistentvolumeclaims",
    "pods",
    "pods/exec",
    "pods/portforward",
    "secrets",
    "services",
  ]);
  expect(allowed("admin").filter((pair) => /\*|bind|escalate|impersonate|approve|sign/.test(pair))).toEqual([]);
});
