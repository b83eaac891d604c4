import { describe, expect, test } from "@jest/globals";
import { join } from "node:path";

import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import type { KubernetesCell } from "../../../core/schema/cell.ts";
import { renderCell } from "../../../fleet/engine/render.ts";
import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { openEstate } from "../../../stacks/openEstate.ts";

const { estate } = openEstate("estate", join(__dirname, "../../.."));
const cell = estate?.manifest.spec.cells.find(
  (candidate): candidate is KubernetesCell => candidate.target === "kubernetes",
);
if (cell === undefined) throw new Error("the example estate has no cluster");

const judged = (resources: readonly RenderedResource[]): string[] =>
  evaluateRules(rules, { name: "cell-eu-shared-1", resources }).map(({ rule, resource }) => `${rule} ${resource}`);

describe("what the tenants of the example's cluster share", () => {
  test("keeps to every rule, in a stack of the cell's own", async () => {
    const hosted = estate?.shared.get(cell.id);
    expect(hosted?.map(({ service, tier }) => `${service}/${tier}`)).toEqual(["saas/shared"]);
    const rendered = await renderCell(cell, hosted);
    expect(rendered.find(({ type }) => type === "kubernetes:core/v1:Namespace")?.urn).toBe(
      "urn:pulumi:cell-eu-shared-1::tenantry::tenantry:cell:CellObjects$kubernetes:core/v1:Namespace::tenantry-cell",
    );
    expect(judged(rendered)).toEqual([]);
  });

  test("would be refused under another cell's name, or without the product's", () => {
    const type = "kubernetes:scheduling.k8s.io/v1:PriorityClass";
    const shared = (name: string, labels: object): RenderedResource => ({
      type,
      name: "high",
      urn: `urn:pulumi:cell-eu-shared-1::tenantry::${type}::high`,
      inputs: { metadata: { name, labels: { "app.kubernetes.io/managed-by": "tenantry", ...labels } }, value: 3000 },
    });
    expect(judged([shared("tenantry-high", { "tenantry.dev/cell": "eu-shared-1" })])).toEqual([]);
    expect(judged([shared("tenantryhigh", { "tenantry.dev/cell": "eu-shared-1" })])).toEqual([
      `tenancy/cluster-scoped-own ${type} high`,
    ]);
    expect(judged([shared("tenantry-high", { "tenantry.dev/cell": "eu-shared-2" })])).toEqual([
      `tenancy/labels-present ${type} high`,
    ]);
    expect(judged([shared("tenantry-high", { "tenantry.dev/tenant": "acme" })])).toEqual([
      `tenancy/labels-present ${type} high`,
    ]);
  });
});
