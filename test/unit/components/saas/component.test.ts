import { beforeAll, describe, expect, test } from "@jest/globals";

import type { SaasBundle } from "../../../../components/saas/bundle.ts";
import { TenantApplication } from "../../../../components/saas/component.ts";
import { planShared, type SharedPoolPlan } from "../../../../components/saas/pool/shared.ts";
import { SharedPool } from "../../../../components/saas/pool/sharedPool.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";
import { features, hostingCell, planned } from "./orders.ts";

const labels = { "tenantry.dev/tenant": "acme" };

function render(...order: Parameters<typeof planned>): Promise<RenderedComponent> {
  const { bundle, problems } = planned(...order);
  if (bundle === undefined) throw new Error(JSON.stringify(problems));
  return renderComponent(() => {
    const args = { bundle: bundle as unknown as SaasBundle, labels };
    return { namespace: new TenantApplication("notes", args).namespace };
  });
}

const gateway = "kubernetes:gateway.networking.k8s.io/v1";
const record = "kubernetes:core/v1:ConfigMap";

describe("a tenant of a pool", () => {
  const order = { hosts: ["notes.acme.example"], path: "acme", configuration: { greeting: "it's $(HOME)" } };
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(order);
  });

  test("is a record, and the ways that lead there in its name", () => {
    expect(treeOf(rendered)).toEqual([
      `${record} notes-record < notes`,
      `${gateway}:HTTPRoute notes-hosts < notes`,
      `${gateway}:HTTPRoute notes-path < notes`,
      `${gateway}:ListenerSet notes-listeners < notes`,
      "tenantry:saas:PoolTenant notes < notes",
      "tenantry:saas:TenantApplication notes < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({ namespace: "tenantry--saas--shared" });
  });

  test("has in its record what the application is told, and its SQL", () => {
    const { data, metadata } = inputsOf(rendered, record) as {
      readonly data: Readonly<Record<string, string>>;
      readonly metadata: object;
    };
    expect(metadata).toEqual({
      name: "acme--notes",
      namespace: "tenantry--saas--shared",
      labels,
      annotations: { "pulumi.com/patchForce": "true" },
    });
    const text = data["tenant.json"] ?? "";
    expect(text).toContain("it's \\u0024(HOME)");
    expect(JSON.parse(text)).toMatchObject({ id: "acme--notes", configuration: order.configuration });
    expect(Object.keys(data).toSorted()).toEqual(["erase.sql", "export.sql", "provision.sql", "tenant.json"]);
    expect(data["export.sql"]).toBe(
      'BEGIN;\nSET LOCAL ROLE "acme--notes";\nSELECT "table", "row" FROM tenantry.export();\nCOMMIT;\n',
    );
    expect(data["erase.sql"]).toBe("SELECT tenantry.erase('acme--notes');\n");
    expect(data["provision.sql"]).toMatch(
      /^SELECT tenantry\.provision\('acme--notes', '.*it''s \$\(HOME\).*'::jsonb\);\n$/,
    );
  });

  test("says on each way for which hosts it is", () => {
    const said = (type: string, name: string): unknown =>
      (inputsOf(rendered, type, name)["metadata"] as { annotations: Record<string, string> }).annotations[
        "tenantry.dev/hosts"
      ];
    expect(said(`${gateway}:ListenerSet`, "notes-listeners")).toBe("notes.acme.example");
    expect(said(`${gateway}:HTTPRoute`, "notes-hosts")).toBe("notes.acme.example");
    expect(said(`${gateway}:HTTPRoute`, "notes-path")).toBe("eu-shared-1.notes.example");
  });

  test("keeps its record alone while it is suspended", async () => {
    const suspended = await render(order, { state: "suspended" });
    expect(treeOf(suspended).filter((line) => line.startsWith("kubernetes:"))).toEqual([
      `${record} notes-record < notes`,
    ]);
  });

  test.each([
    [[], true],
    [["data"], false],
  ])("has a record that is protected, unless %j is unprotected", async (unprotected, expected) => {
    const { resources } = await render({ unprotected });
    expect(resources.find(({ type }) => type === record)?.protect ?? false).toBe(expected);
  });
});

describe("an application of a tenant's own", () => {
  test("is an environment of the platform's whose app finds the tenant's record", async () => {
    const rendered = await render(
      { hosts: ["notes.acme.example"], configuration: { greeting: "$(HOME)" }, secrets: ["mail"] },
      { isolation: "bridge" },
    );
    const tree = treeOf(rendered);
    expect(tree).toContain("tenantry:paas:PaasBundle notes < notes");
    expect(tree).toContain("kubernetes:core/v1:Namespace notes--prod < notes--prod");
    expect(tree).toContain("kubernetes:postgresql.cnpg.io/v1:Cluster notes--prod < notes--prod");
    expect(tree.filter((line) => line.startsWith(record))).toEqual([]);
    expect(rendered.outputs).toEqual({ namespace: "acme--notes--prod" });
    const deployment = inputsOf(rendered, "kubernetes:apps/v1:Deployment") as unknown as {
      spec: { template: { spec: { containers: { env: { name: string; value?: string }[]; envFrom: unknown }[] } } };
    };
    const [container] = deployment.spec.template.spec.containers;
    const env = new Map(container?.env.map(({ name, value }) => [name, value]));
    expect(env.get("TENANTRY_TENANT")).toBe("acme--notes");
    // Kubernetes would replace $(HOME) by another variable.
    expect(env.get("TENANTRY_RECORD")).not.toContain("$");
    expect(JSON.parse(env.get("TENANTRY_RECORD") ?? "")).toMatchObject({
      tenant: "acme",
      configuration: { greeting: "$(HOME)" },
      secrets: ["mail"],
    });
    expect(container?.envFrom).toEqual([{ secretRef: { name: "mail" } }]);
  });
});

describe("what a cell has of a pool", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    const { bundle } = planShared({
      estateName: "northwind",
      cell: hostingCell,
      tier: "shared",
      versions: [{ version: 1, isolation: "pool", features: features.pool }],
    });
    rendered = await renderComponent(() => {
      const args = { ...(bundle as unknown as SharedPoolPlan), labels: { "tenantry.dev/cell": "eu-shared-1" } };
      return { urn: new SharedPool("saas--shared", args).urn };
    });
  });

  test("has no route: who would come by it would be nobody's", () => {
    expect(treeOf(rendered).filter((line) => line.startsWith(gateway))).toEqual([
      `${gateway}:ListenerSet saas--shared-listeners < saas--shared`,
    ]);
  });

  test("is looked at by the cluster's policies, and is no tenant's", () => {
    const { metadata } = inputsOf(rendered, "kubernetes:core/v1:Namespace") as { metadata: { labels: object } };
    expect(metadata.labels).toMatchObject({
      "tenantry.dev/cell": "eu-shared-1",
      "tenantry.dev/tenant": "cell-eu-shared-1",
      "tenantry.dev/shared": "true",
      "tenantry.dev/nodes": "shared",
      "pod-security.kubernetes.io/enforce": "restricted",
    });
  });

  test("is protected where it holds data, and where all else is in it", () => {
    const guarded = rendered.resources.filter(({ protect }) => protect === true).map(({ type }) => type);
    expect(guarded.toSorted()).toEqual(["kubernetes:core/v1:Namespace", "kubernetes:postgresql.cnpg.io/v1:Cluster"]);
  });
});
