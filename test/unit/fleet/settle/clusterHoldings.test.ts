import { expect, test } from "@jest/globals";

import type { ClusterObject, ClusterObjects } from "../../../../fleet/drift/clusterObjects.ts";
import { clusterHoldings } from "../../../../fleet/settle/clusterHoldings.ts";
import { cellKinds, tenantKinds } from "../../../../fleet/settle/clusterKinds.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";

const cell = kubernetesCell({});

/** A cluster with these objects of acme's, by kind. */
function clusterWith(objects: Readonly<Record<string, readonly Partial<ClusterObject>[]>>) {
  const asked: string[] = [];
  const labelled: ClusterObjects["labelled"] = (kind, selector) => {
    asked.push(`${kind.resource} ${selector}`);
    return Promise.resolve(
      (objects[kind.kind] ?? []).map((object) => ({
        kind,
        path: "",
        namespace: "",
        name: "",
        uid: "u",
        controller: undefined,
        content: { metadata: { labels: { "tenantry.dev/tenant": "acme" }, creationTimestamp: "2026-11-01T00:00:00Z" } },
        ...object,
      })),
    );
  };
  return { asked, labelled };
}

test("a tenant's objects are told by Pulumi's types and ids, without what a controller made for them", async () => {
  const cluster = clusterWith({
    Namespace: [{ name: "acme--apps--prod" }],
    Role: [{ namespace: "acme--apps--prod", name: "tenantry-admin" }],
    Service: [{ namespace: "acme--apps--prod", name: "database-rw", controller: "the database" }],
  });
  const labels = { "tenantry.dev/tenant": "acme" };
  const common = { stack: "acme", cell: "eu-shared-1", tags: labels, created: "2026-11-01T00:00:00Z" };
  const role = "acme--apps--prod/tenantry-admin";
  expect(await clusterHoldings(cell, "acme", cluster)).toEqual([
    { ...common, type: "kubernetes:core/v1:Namespace", id: "acme--apps--prod", name: "acme--apps--prod" },
    { ...common, type: "kubernetes:rbac.authorization.k8s.io/v1:Role", id: role, name: role },
  ]);
  expect(cluster.asked).toEqual(tenantKinds.map(({ resource }) => `${resource} tenantry.dev/tenant=acme`));
});

test("everybody's are asked for by the label's key, and the cell's own stack's by its label", async () => {
  const cluster = clusterWith({ GatewayClass: [{ name: "tenantry" }] });
  expect(await clusterHoldings(cell, undefined, cluster)).toMatchObject([
    { stack: "cell-eu-shared-1", type: "kubernetes:gateway.networking.k8s.io/v1:GatewayClass", id: "tenantry" },
  ]);
  expect(cluster.asked).toEqual([
    ...tenantKinds.map(({ resource }) => `${resource} tenantry.dev/tenant`),
    ...cellKinds.map(({ resource }) => `${resource} tenantry.dev/cell=eu-shared-1`),
  ]);
});

test("of the cell's own stack alone", async () => {
  const cluster = clusterWith({});
  expect(await clusterHoldings(cell, "cell-eu-shared-1", cluster)).toEqual([]);
  expect(cluster.asked).toHaveLength(cellKinds.length);
});
