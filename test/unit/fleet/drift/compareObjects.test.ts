import { describe, expect, test } from "@jest/globals";

import { rolePermissions } from "../../../../components/paas/environment/rolePermissions.ts";
import { boundingKinds } from "../../../../fleet/drift/boundingKinds.ts";
import type { ClusterObject } from "../../../../fleet/drift/clusterObjects.ts";
import { compareObjects } from "../../../../fleet/drift/compareObjects.ts";
import type { JsonObject } from "../../../../fleet/drift/exactPart.ts";
import { driftOf } from "../../../../fleet/drift/examine.ts";
import type { StackResource } from "../../../../fleet/engine/stackDrift.ts";

const groups: Readonly<Record<string, string>> = {
  Cluster: "postgresql.cnpg.io",
  NetworkPolicy: "networking.k8s.io",
  Role: "rbac.authorization.k8s.io",
  RoleBinding: "rbac.authorization.k8s.io",
};

function own(kind: string, name: string, rest: JsonObject = {}, patch = false): StackResource {
  const group = groups[kind];
  const metadata = { name, ...(kind !== "Namespace" && { namespace: "prod" }), ...(rest["metadata"] as JsonObject) };
  return {
    urn: `urn:${kind}/${name}`,
    type: `kubernetes:${group ?? "core"}/v1:${kind}${patch ? "Patch" : ""}`,
    id: name,
    cell: "eu-1",
    inputs: { ...rest, apiVersion: group === undefined ? "v1" : `${group}/v1`, kind, metadata },
  };
}

function found(kind: string, name: string, rest: JsonObject = {}, controller?: string): ClusterObject {
  const content = own(kind, name, rest).inputs;
  const namespace = kind === "Namespace" ? "" : "prod";
  const object = { group: groups[kind] ?? "", resource: `${kind.toLowerCase()}s`, kind };
  return { kind: object, path: "", namespace, name, uid: `${kind}-${name}`, controller, content };
}

const names = (objects: readonly ClusterObject[]) => objects.map(({ kind, name }) => `${kind.kind}/${name}`);

describe("kinds that bound environments", () => {
  test("are none that a customer's role may write", () => {
    const writable = rolePermissions.filter(({ developer, admin }) =>
      [...developer, ...admin].some((verb) => ["create", "update", "patch", "delete"].includes(verb)),
    );
    expect(writable.length).toBeGreaterThan(10);
    const bounding = new Set(boundingKinds.map(({ group, resource }) => `${group}/${resource}`));
    expect(writable.filter(({ apiGroup, resource }) => bounding.has(`${apiGroup}/${resource}`))).toEqual([]);
  });
});

describe("what is foreign", () => {
  test("is what the stack does not have, by kind, group and name", () => {
    const stack = [own("Role", "viewer"), own("ResourceQuota", "tenantry")];
    const there = [found("Role", "viewer"), found("RoleBinding", "viewer"), found("ResourceQuota", "more")];
    expect(names(compareObjects(stack, there).foreign)).toEqual(["RoleBinding/viewer", "ResourceQuota/more"]);
  });

  test("is not what CloudNativePG makes for a cluster that is there, but what says so of something else", () => {
    const cluster = found("Cluster", "db");
    const there = [cluster, found("Role", "db", {}, cluster.uid), found("Role", "evil", {}, "Deployment-shop")];
    expect(names(compareObjects([own("Cluster", "db")], there).foreign)).toEqual(["Role/evil"]);
  });

  test("is not the account that each namespace has, whether the stack patches it or not", () => {
    const there = [found("ServiceAccount", "default"), found("ServiceAccount", "apps"), found("ServiceAccount", "x")];
    const stack = [own("ServiceAccount", "apps"), own("ServiceAccount", "default", {}, true)];
    expect(names(compareObjects(stack, there).foreign)).toEqual(["ServiceAccount/x"]);
    expect(names(compareObjects(stack.slice(0, 1), there).foreign)).toEqual(["ServiceAccount/x"]);
  });
});

describe("what is inexact", () => {
  const inexact = (stack: StackResource, there: ClusterObject) =>
    compareObjects([stack], [there]).inexact.map(({ paths, isFixed, removals, patch }) => ({
      paths,
      isFixed,
      removals,
      patch,
    }));

  test("is a policy with an opening more", () => {
    const spec = { podSelector: {}, policyTypes: ["Ingress"] };
    expect(
      inexact(
        own("NetworkPolicy", "deny", { spec }),
        found("NetworkPolicy", "deny", { spec: { ...spec, ingress: [{}] } }),
      ),
    ).toEqual([
      {
        paths: ["spec.ingress"],
        isFixed: false,
        removals: { spec: { ingress: null } },
        patch: { spec: { ingress: null } },
      },
    ]);
  });

  test("is a binding of another role, which has to be made anew", () => {
    const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "viewer" };
    const there = found("RoleBinding", "b", { roleRef: { ...roleRef, name: "admin" }, subjects: [] });
    expect(inexact(own("RoleBinding", "b", { roleRef, subjects: [] }), there)).toEqual([
      expect.objectContaining({ paths: ["roleRef.name"], isFixed: true }),
    ]);
  });

  test("is a namespace with a mark that policies go by, and not one with any other", () => {
    const labels = { "tenantry.dev/nodes": "shared" };
    const namespace = own("Namespace", "prod", { metadata: { labels } });
    const marked = (more: Record<string, string>) =>
      found("Namespace", "prod", { metadata: { labels: { ...labels, ...more } } });
    expect(inexact(namespace, marked({ colour: "blue" }))).toEqual([]);
    expect(inexact(namespace, marked({ "tenantry.dev/gateway": "true" }))).toEqual([
      expect.objectContaining({
        paths: ['metadata.labels["tenantry.dev/gateway"]'],
        removals: { metadata: { labels: { "tenantry.dev/gateway": null } } },
      }),
    ]);
  });

  test("is nothing that the server fills in, where it does", () => {
    const cluster = own("Cluster", "db", { spec: { instances: 1 } });
    expect(inexact(cluster, found("Cluster", "db", { spec: { instances: 1, logLevel: "info" } }))).toEqual([]);
  });
});

test("drift is told by place, once an object, with the paths that the engine and the comparison see", () => {
  const quota = own("ResourceQuota", "tenantry", { spec: { hard: { pods: "45" } } });
  const policy = own("NetworkPolicy", "deny");
  const bucket = { urn: "urn:b", type: "aws:s3/bucket:Bucket", id: "acme-data", cell: "main", inputs: {} };
  const there = [
    found("ResourceQuota", "tenantry", { spec: { hard: { pods: "99", more: "1" } } }),
    found("RoleBinding", "stranger"),
  ];
  const resources = [quota, policy, bucket];
  const changed = new Map([
    [quota.urn, ["spec.hard.pods"]],
    [bucket.urn, ["tags.owner"]],
  ]);
  const comparison = {
    cell: "eu-1",
    cluster: {
      list: () => Promise.reject(new Error("not asked")),
      labelled: () => Promise.reject(new Error("not asked")),
      namespace: () => Promise.reject(new Error("not asked")),
      remove: () => Promise.reject(new Error("not asked")),
      patch: () => Promise.reject(new Error("not asked")),
    },
    ...compareObjects(resources.slice(0, 2), there),
  };
  expect(driftOf({ resources, changed, missing: new Set([policy.urn]) }, [comparison])).toEqual([
    {
      cell: "eu-1",
      kind: "NetworkPolicy",
      namespace: "prod",
      name: "deny",
      drift: "missing",
      relevance: "security",
      paths: [],
    },
    {
      cell: "eu-1",
      kind: "ResourceQuota",
      namespace: "prod",
      name: "tenantry",
      drift: "changed",
      relevance: "security",
      paths: ["spec.hard.more", "spec.hard.pods"],
    },
    {
      cell: "eu-1",
      kind: "RoleBinding",
      namespace: "prod",
      name: "stranger",
      drift: "foreign",
      relevance: "security",
      paths: [],
    },
    {
      cell: "main",
      kind: "aws:s3/bucket:Bucket",
      namespace: "",
      name: "acme-data",
      drift: "changed",
      relevance: "cosmetic",
      paths: ["tags.owner"],
    },
  ]);
});
