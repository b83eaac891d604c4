import { describe, expect, test } from "@jest/globals";

import type { PaasBundlePlan } from "../../../../components/paas/bundle.ts";
import { PaasBundle } from "../../../../components/paas/component.ts";
import { paas } from "../../../../components/paas/kind.ts";
import { environmentPlan } from "../../../helpers/environmentPlan.ts";
import { kubernetesCell } from "../../../helpers/kubernetesCell.ts";
import { protectionAccount } from "../../../helpers/protection.ts";
import { inputsOf, renderComponent, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const labels = { "tenantry.dev/tenant": "globex" };
const empty = {
  podSecurity: "restricted",
  nodes: "shared",
  priority: "normal",
  registries: [],
  access: [],
  imagePullSecrets: [],
  applications: [],
  routes: [],
  databases: [],
} as const;

const cell = kubernetesCell({
  gateway: { controller: "gateway.envoyproxy.io/gatewayclass-controller", issuer: "letsencrypt" },
  volumes: { provisioner: "ebs.csi.aws.com" },
  databases: { snapshotClass: "ebs" },
});

/** A bundle with everything in `prod` and an app in `staging`. */
function fullPlan(unprotected: readonly string[] = []): PaasBundlePlan {
  const { bundle, problems } = paas.plan({
    estateName: "northwind",
    tenantId: "globex",
    subscriptionName: "apps",
    tier: { name: "standard", version: 2 },
    region: "eu-central-1",
    cell,
    isolation: "bridge",
    state: "active",
    maintenance: { window: "Sun 02:00-04:00", timeZone: "Europe/Berlin" },
    contacts: { technical: "a@b.example", billing: "a@b.example", security: "a@b.example" },
    residency: undefined,
    spec: paas.specSchema.parse({
      environments: ["prod", "staging"],
      registries: ["registry.globex.example"],
      apps: [
        { name: "shop", image: "registry.globex.example/shop:1", port: 8080, vcpu: 0.25, memoryMiB: 256 },
        {
          name: "search",
          image: "registry.globex.example/search:1",
          port: 9200,
          vcpu: 0.25,
          memoryMiB: 256,
          volume: { path: "/data", sizeGiB: 5 },
          database: true,
          environments: ["prod"],
        },
      ],
      hosts: [{ name: "www.globex.example", app: "shop" }],
      database: { storageGiB: 10, environments: ["prod"] },
      unprotected,
    }),
    entitlements: paas.entitlementsSchema.parse({
      environments: 3,
      vcpu: 8,
      memoryGiB: 16,
      storageGiB: 100,
      pods: 90,
      apps: 10,
      hosts: 10,
      databaseStorageGiB: 100,
    }),
    features: paas.featuresSchema.parse({
      podSecurity: "restricted",
      database: { instances: 1, vcpu: 1, memoryGiB: 2, backup: { everyHours: 24 } },
    }),
  });
  expect(problems).toEqual([]);
  return bundle as unknown as PaasBundlePlan;
}

const render = (plan: PaasBundlePlan): Promise<RenderedComponent> =>
  renderComponent(() => ({ namespaces: new PaasBundle("apps", { ...plan, labels }).namespaces }));

const componentsOf = (rendered: RenderedComponent): string[] =>
  rendered.resources
    .filter(({ type }) => type.startsWith("tenantry:"))
    .map(({ type, name }) => `${type} ${name}`)
    .toSorted();

describe("a bundle", () => {
  test("has each ordered environment once, by the Pod Security Standard of its tier", async () => {
    const environments = [environmentPlan("prod"), environmentPlan("staging")];
    const rendered = await render({ ...empty, environments });
    expect(componentsOf(rendered)).toEqual([
      "tenantry:paas:EnvironmentAccounts apps--prod",
      "tenantry:paas:EnvironmentAccounts apps--staging",
      "tenantry:paas:PaasBundle apps",
      "tenantry:paas:TenantEnvironment apps--prod",
      "tenantry:paas:TenantEnvironment apps--staging",
    ]);
    const namespaces = rendered.resources.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
    expect(namespaces.map(({ inputs }) => inputs["metadata"])).toMatchObject(
      environments.map(({ namespace }) => ({
        name: namespace,
        labels: { "pod-security.kubernetes.io/enforce": "restricted", "tenantry.dev/tenant": "globex" },
      })),
    );
    expect(rendered.outputs).toEqual({ namespaces: { prod: "globex--apps--prod", staging: "globex--apps--staging" } });
  });

  test("has in each environment what is ordered there", async () => {
    const rendered = await render(fullPlan());
    expect(componentsOf(rendered)).toEqual([
      "tenantry:paas:Application apps--prod--search",
      "tenantry:paas:Application apps--prod--shop",
      "tenantry:paas:Application apps--staging--shop",
      "tenantry:paas:DatabaseOpenings apps--prod",
      "tenantry:paas:EnvironmentAccounts apps--prod",
      "tenantry:paas:EnvironmentAccounts apps--staging",
      "tenantry:paas:EnvironmentApplications apps--prod",
      "tenantry:paas:EnvironmentApplications apps--staging",
      "tenantry:paas:EnvironmentDatabase apps--prod",
      "tenantry:paas:EnvironmentRoutes apps--prod",
      "tenantry:paas:NetworkOpenings apps--prod",
      "tenantry:paas:NetworkOpenings apps--staging",
      "tenantry:paas:PaasBundle apps",
      "tenantry:paas:TenantEnvironment apps--prod",
      "tenantry:paas:TenantEnvironment apps--staging",
    ]);
  });

  test("tells the cluster's policies the hosts of each environment, and its quotas what the platform runs there", async () => {
    const rendered = await render(fullPlan());
    const annotations = (name: string) =>
      (inputsOf(rendered, "kubernetes:core/v1:Namespace", name)["metadata"] as { annotations: object }).annotations;
    expect(annotations("apps--prod")).toMatchObject({ "tenantry.dev/hosts": "www.globex.example" });
    expect(Object.keys(annotations("apps--staging"))).not.toContain("tenantry.dev/hosts");
    const podsOf = (name: string) =>
      (inputsOf(rendered, "kubernetes:core/v1:ResourceQuota", name)["spec"] as { hard: { pods: string } }).hard.pods;
    expect(["prod", "staging"].map((name) => podsOf(`apps--${name}-quota-platform`))).toEqual(["2", "0"]);
  });

  test.each([
    ["all parts with data", true, [], ["Cluster apps--prod", "PersistentVolumeClaim apps--prod--search"]],
    ["not what the order lets go", true, ["databases/prod"], ["PersistentVolumeClaim apps--prod--search"]],
    ["not what the order lets go of apps", true, ["apps/search/prod"], ["Cluster apps--prod"]],
    ["nothing when the tenant goes", false, [], []],
  ])("protects %s", async (_, protect, unprotected, expected) => {
    const { opts, guarded } = protectionAccount();
    const args = { ...fullPlan(unprotected), labels, protect };
    await renderComponent(() => ({ namespaces: new PaasBundle("apps", args, opts).namespaces }));
    expect(guarded.map((resource) => resource.split(":").at(-1)).toSorted()).toEqual(expected);
  });
});
