import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantEnvironment } from "../../../../../components/paas/environment/environment.ts";
import { quotaSpecs } from "../../../../../components/paas/environment/quotaSpecs.ts";
import { environmentPlan } from "../../../../helpers/environmentPlan.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const labels = { "tenantry.dev/tenant": "globex" };
const suspended = {
  environment: environmentPlan("prod"),
  podSecurity: "restricted",
  nodes: "own",
  priority: "high",
  registries: ["registry.globex.example", "ghcr.io/globex"],
  hosts: ["www.globex.example", "api.globex.example"],
  platform: undefined,
  access: [],
  imagePullSecrets: [],
  labels,
} as const;

describe("a tenant's environment", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    const args = {
      ...suspended,
      access: [{ role: "viewer", groups: ["globex-viewers"] }],
      traffic: { egress: [] },
    } as const;
    rendered = await renderComponent(() => new TenantEnvironment("apps--prod", args).namespace);
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "kubernetes:core/v1:LimitRange apps--prod-limits < apps--prod",
      "kubernetes:core/v1:Namespace apps--prod < apps--prod",
      "kubernetes:core/v1:ResourceQuota apps--prod-quota < apps--prod",
      "kubernetes:core/v1:ResourceQuota apps--prod-quota-objects < apps--prod",
      "kubernetes:core/v1:ResourceQuota apps--prod-quota-platform < apps--prod",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-default-deny < apps--prod",
      "kubernetes:rbac.authorization.k8s.io/v1:Role apps--prod-viewer < apps--prod",
      "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding apps--prod-viewer < apps--prod",
      "tenantry:paas:EnvironmentAccess apps--prod < apps--prod",
      "kubernetes:core/v1:ServiceAccount apps--prod-apps < apps--prod",
      "kubernetes:core/v1:ServiceAccountPatch apps--prod-default < apps--prod",
      "tenantry:paas:EnvironmentAccounts apps--prod < apps--prod",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-allow-dns < apps--prod",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-allow-gateway < apps--prod",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-allow-same-environment < apps--prod",
      "tenantry:paas:NetworkOpenings apps--prod < apps--prod",
      "tenantry:paas:TenantEnvironment apps--prod < tenantry-test",
    ]);
  });

  test("keeps what it had before it had parts where that was, so that nothing is made anew", () => {
    const before = rendered.resources.filter(({ urn }) => urn.includes("TenantEnvironment$kubernetes"));
    expect(before.map(({ name }) => name).toSorted()).toEqual([
      "apps--prod",
      "apps--prod-default-deny",
      "apps--prod-limits",
      "apps--prod-quota",
      "apps--prod-quota-objects",
      "apps--prod-quota-platform",
    ]);
  });

  test("is a namespace that enforces its Pod Security Standard and says what the cluster's policies ask of it", () => {
    expect(inputsOf(rendered, "kubernetes:core/v1:Namespace")).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "globex--apps--prod",
        labels: {
          ...labels,
          "tenantry.dev/environment": "prod",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
          "tenantry.dev/nodes": "own",
          "tenantry.dev/priority": "high",
        },
        annotations: {
          "pulumi.com/patchForce": "true",
          "tenantry.dev/hosts": "www.globex.example,api.globex.example",
          "tenantry.dev/registries": "registry.globex.example,ghcr.io/globex",
        },
      },
    });
  });

  test("puts labelled objects into the namespace", () => {
    const objects = rendered.resources.filter(
      ({ type }) => type.startsWith("kubernetes:") && !type.endsWith(":Namespace"),
    );
    expect(objects.map(({ inputs }) => (inputs["metadata"] as { name: string }).name).toSorted()).toEqual([
      "allow-dns",
      "allow-gateway",
      "allow-same-environment",
      "apps",
      "default",
      "default-deny",
      "tenantry",
      "tenantry",
      "tenantry-objects",
      "tenantry-platform",
      "tenantry-viewer",
      "tenantry-viewer",
    ]);
    for (const { inputs } of objects) {
      expect(inputs["metadata"]).toEqual({
        name: expect.any(String),
        namespace: "globex--apps--prod",
        labels: { ...labels, "tenantry.dev/environment": "prod" },
        annotations: { "pulumi.com/patchForce": "true" },
      });
    }
  });

  test("bounds what all its pods ask for together, how many objects there are, and what one container gets", () => {
    const quotas = ["", "-objects", "-platform"].map(
      (suffix) => inputsOf(rendered, "kubernetes:core/v1:ResourceQuota", `apps--prod-quota${suffix}`)["spec"],
    );
    const { customer, objects, platform } = quotaSpecs(environmentPlan("prod").quota, undefined);
    expect(quotas).toEqual([customer, objects, platform]);
    expect(inputsOf(rendered, "kubernetes:core/v1:LimitRange")["spec"]).toEqual({
      limits: [
        {
          type: "Container",
          max: { cpu: "2000m", memory: "4096Mi", "ephemeral-storage": "8Gi" },
          default: { cpu: "500m", memory: "512Mi", "ephemeral-storage": "1Gi" },
          defaultRequest: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "100Mi" },
        },
        { type: "PersistentVolumeClaim", max: { storage: "20Gi" } },
      ],
    });
  });

  test("lets no traffic in or out by default", () => {
    const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    expect(inputsOf(rendered, type, "apps--prod-default-deny")["spec"]).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
    });
  });

  test("tells its namespace", () => {
    expect(rendered.outputs).toBe("globex--apps--prod");
  });
});

test("a suspended tenant's environment lets nothing through and nobody in", async () => {
  const rendered = await renderComponent(() => new TenantEnvironment("apps--prod", suspended).namespace);
  expect(treeOf(rendered)).toEqual([
    "kubernetes:core/v1:LimitRange apps--prod-limits < apps--prod",
    "kubernetes:core/v1:Namespace apps--prod < apps--prod",
    "kubernetes:core/v1:ResourceQuota apps--prod-quota < apps--prod",
    "kubernetes:core/v1:ResourceQuota apps--prod-quota-objects < apps--prod",
    "kubernetes:core/v1:ResourceQuota apps--prod-quota-platform < apps--prod",
    "kubernetes:networking.k8s.io/v1:NetworkPolicy apps--prod-default-deny < apps--prod",
    "kubernetes:core/v1:ServiceAccount apps--prod-apps < apps--prod",
    "kubernetes:core/v1:ServiceAccountPatch apps--prod-default < apps--prod",
    "tenantry:paas:EnvironmentAccounts apps--prod < apps--prod",
    "tenantry:paas:TenantEnvironment apps--prod < tenantry-test",
  ]);
});
