import { describe, expect, test } from "@jest/globals";

import { EnvironmentDatabase } from "../../../../../components/paas/database/database.ts";
import { images } from "../../../../../components/paas/database/images.ts";
import type { DatabasePlan } from "../../../../../components/paas/database/plan.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf } from "../../../../helpers/renderComponent.ts";

const labels = { "tenantry.dev/tenant": "globex" };
const place = { namespace: "globex--apps--prod", labels };
const ownership = { "pulumi.com/patchForce": "true" };
const clusters = "kubernetes:postgresql.cnpg.io/v1:Cluster";
const schedules = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup";
const policies = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const single: DatabasePlan = {
  environment: "prod",
  cluster: "globex--apps--prod",
  version: 17,
  storageGiB: 50,
  instances: 1,
  vcpu: 0.5,
  memoryGiB: 1.5,
  spread: "none",
  operatorNamespace: "cnpg-system",
  hibernated: false,
};
const triple: DatabasePlan = {
  ...single,
  instances: 3,
  spread: "zones",
  ownNodesOf: "globex",
  backup: { schedule: "0 0 1 * * *", snapshotClass: "snapshots" },
};

const render = (database: DatabasePlan, protect?: boolean, protection = protectionAccount()) =>
  renderComponent(() => {
    const args = { ...place, database, bounds: [], ...(protect !== undefined && { protect }) };
    return { urn: new EnvironmentDatabase("apps--prod", args, protection.opts).urn };
  });
const specOf = async (database: DatabasePlan) =>
  inputsOf(await render(database), clusters)["spec"] as Readonly<Record<string, unknown>>;

describe("the database of an environment", () => {
  test("is one cluster that the operator and it alone can reach", async () => {
    const rendered = await render(single);
    expect(treeOf(rendered)).toEqual([
      `${clusters} apps--prod < apps--prod`,
      `${policies} apps--prod-allow-database-api < apps--prod`,
      `${policies} apps--prod-allow-database-operator < apps--prod`,
      "tenantry:paas:DatabaseOpenings apps--prod < apps--prod",
      "tenantry:paas:EnvironmentDatabase apps--prod < tenantry-test",
    ]);
    const size = { cpu: "500m", memory: "1536Mi" };
    expect(inputsOf(rendered, clusters)).toEqual({
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "Cluster",
      metadata: {
        name: "globex--apps--prod",
        namespace: "globex--apps--prod",
        labels,
        annotations: { ...ownership, "cnpg.io/hibernation": "off" },
      },
      spec: {
        description: "The database of one environment",
        instances: 1,
        imageName: images[17],
        enableSuperuserAccess: false,
        bootstrap: { initdb: { database: "app", owner: "app", dataChecksums: true } },
        storage: { storageClass: "tenantry-database", size: "50Gi", resizeInUseVolumes: true },
        resources: { requests: size, limits: size },
        priorityClassName: "tenantry-platform",
        enablePDB: false,
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: "preferred",
          topologyKey: "kubernetes.io/hostname",
        },
        inheritedMetadata: { labels },
        monitoring: { enablePodMonitor: false, disableDefaultQueries: true },
      },
    });
  });

  test("opens its own pods to the operator, and the cluster's API to them", async () => {
    const rendered = await render(single);
    const podSelector = { matchLabels: { "cnpg.io/cluster": "globex--apps--prod" } };
    expect(inputsOf(rendered, policies, "apps--prod-allow-database-operator")).toMatchObject({
      metadata: { name: "allow-database-operator", namespace: "globex--apps--prod", labels, annotations: ownership },
      spec: {
        podSelector,
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "cnpg-system" } },
                podSelector: { matchLabels: { "app.kubernetes.io/name": "cloudnative-pg" } },
              },
            ],
            ports: [
              { protocol: "TCP", port: 8000 },
              { protocol: "TCP", port: 5432 },
            ],
          },
        ],
      },
    });
    expect(inputsOf(rendered, policies, "apps--prod-allow-database-api")["spec"]).toEqual({
      podSelector,
      policyTypes: ["Egress"],
      egress: [
        {
          ports: [
            { protocol: "TCP", port: 443 },
            { protocol: "TCP", port: 6443 },
          ],
        },
      ],
    });
  });

  test("is backed up by a schedule where the tier has one", async () => {
    const rendered = await render(triple);
    expect(inputsOf(rendered, schedules)).toEqual({
      apiVersion: "postgresql.cnpg.io/v1",
      kind: "ScheduledBackup",
      metadata: { name: "globex--apps--prod", namespace: "globex--apps--prod", labels, annotations: ownership },
      spec: {
        schedule: "0 0 1 * * *",
        cluster: { name: "globex--apps--prod" },
        method: "volumeSnapshot",
        backupOwnerReference: "none",
        suspend: false,
      },
    });
    expect((await specOf(triple))["backup"]).toEqual({
      target: "prefer-standby",
      volumeSnapshot: { className: "snapshots", online: false, snapshotOwnerReference: "backup" },
    });
  });

  test("stands on several nodes of the tenant's own, in several zones, where the tier promises that", async () => {
    expect(await specOf(triple)).toMatchObject({
      instances: 3,
      enablePDB: true,
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: "required",
        topologyKey: "kubernetes.io/hostname",
        nodeSelector: { "tenantry.dev/tenant": "globex" },
        tolerations: [{ key: "tenantry.dev/tenant", operator: "Equal", value: "globex", effect: "NoSchedule" }],
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: { matchLabels: { "cnpg.io/cluster": "globex--apps--prod", "cnpg.io/podRole": "instance" } },
        },
      ],
    });
    const nodes = await specOf({ ...triple, spread: "nodes" });
    expect(nodes["affinity"]).toMatchObject({ podAntiAffinityType: "required" });
    expect(nodes).not.toHaveProperty("topologySpreadConstraints");
  });

  test("sleeps while it is hibernated, and so do its backups", async () => {
    const rendered = await render({ ...triple, hibernated: true });
    expect(inputsOf(rendered, clusters)["metadata"]).toMatchObject({ annotations: { "cnpg.io/hibernation": "on" } });
    expect(inputsOf(rendered, schedules)["spec"]).toMatchObject({ suspend: true });
  });

  test("differs between tiers in nothing that another cluster would be made for", async () => {
    const [starter, premium] = [await specOf(single), await specOf(triple)];
    for (const field of ["bootstrap", "storage", "imageName", "enableSuperuserAccess", "priorityClassName"]) {
      expect(premium[field]).toEqual(starter[field]);
    }
  });

  test.each([
    [undefined, [`${clusters} apps--prod`]],
    [true, [`${clusters} apps--prod`]],
    [false, []],
  ])("is guarded by the engine alone of all (%j: %j)", async (protect, guarded) => {
    const protection = protectionAccount();
    await render(triple, protect, protection);
    expect(protection.guarded).toEqual(guarded);
  });
});

test("every image is of its major version, of one distribution, and pinned by its digest", () => {
  for (const [major, image] of Object.entries(images)) {
    expect(image).toMatch(
      new RegExp(`^ghcr\\.io/cloudnative-pg/postgresql:${major}\\.\\d+-\\d{12}-standard-trixie@sha256:[0-9a-f]{64}$`),
    );
  }
  expect(new Set(Object.values(images)).size).toBe(Object.keys(images).length);
});
