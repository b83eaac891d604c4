import { expect, test } from "@jest/globals";

import { clusterScopedOwn } from "../../../policies/rules/tenancy/clusterScopedOwn.ts";
import { judged, resource } from "../../helpers/judge.ts";

const priorityClass = (name: unknown) =>
  resource("kubernetes:scheduling.k8s.io/v1:PriorityClass", "priority", { metadata: { name } });
const refused = ["priority metadata.name: metadata.name should begin with the tenant's id and two hyphens."];

test.each(["acme--high", "acme--apps--prod", "x---acme--prod"])("accepts %s", (name) => {
  expect(judged(clusterScopedOwn, priorityClass(name))).toEqual([]);
});

test.each(["high", "acme", "acme-high", "acmee--high", "globex--acme--high", "x---high", undefined, 7])(
  "refuses %s",
  (name) => {
    expect(judged(clusterScopedOwn, priorityClass(name))).toEqual(refused);
  },
);

test.each([
  "rbac.authorization.k8s.io/v1:ClusterRole",
  "core/v1:Namespace",
  "storage.k8s.io/v1:StorageClass",
  "gateway.networking.k8s.io/v1:GatewayClass",
])("judges %s", (kind) => {
  const object = resource(`kubernetes:${kind}`, "object", { metadata: { name: "shared" } });
  expect(judged(clusterScopedOwn, object)).toHaveLength(1);
});

test("leaves objects of a namespace alone", () => {
  const object = resource("kubernetes:core/v1:ConfigMap", "object", { metadata: { name: "shared" } });
  expect(judged(clusterScopedOwn, object)).toEqual([]);
});
