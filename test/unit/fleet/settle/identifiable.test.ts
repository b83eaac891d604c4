/** Whether everything that tenants' stacks make can be told apart in its target, over all tiers. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { join } from "node:path";

import { sampleTiers } from "../../../../docs/tiers/sampleTenants.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { renderCell, renderTenant } from "../../../../fleet/engine/render.ts";
import { awsTypes } from "../../../../fleet/settle/awsTypes.ts";
import { cellKinds, tenantKinds } from "../../../../fleet/settle/clusterKinds.ts";
import { comparableType } from "../../../../fleet/settle/holding.ts";
import { openEstate } from "../../../../stacks/openEstate.ts";

let stacks: readonly (readonly RenderedResource[])[];

beforeAll(async () => {
  const rendered: RenderedResource[][] = [];
  for (const { resolved } of sampleTiers()) {
    const resources = await renderTenant(resolved);
    rendered.push(resources.filter(({ provider }) => provider !== undefined));
  }
  stacks = rendered;
}, 60_000);

const typesOf = (target: string): string[] =>
  [...new Set(stacks.flat().map(({ type }) => type))].filter((type) => type.startsWith(target)).toSorted();

describe("in an account", () => {
  test("every type has its row, and no row is for a type that no tier makes", () => {
    expect(Object.keys(awsTypes).toSorted()).toEqual(typesOf("aws:"));
  });

  test("no two objects of a tenant are told by the same", () => {
    const twice = stacks.flatMap((resources) => {
      const keys = resources.flatMap(({ type, inputs, provider }) => {
        const row = awsTypes[type];
        if (row === undefined || !("arn" in row) || row.name === "shared tags") return [];
        const tags = inputs["tags"] as Readonly<Record<string, unknown>>;
        const byTags = ["tenantry:tenant", "tenantry:subscription", "Name"].map((key) => tags[key]);
        const told = row.name === "Name tag" || row.name === "tags" ? byTags : inputs[row.name];
        return [JSON.stringify([comparableType(type), provider, inputs["region"], told])];
      });
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    });
    expect(twice).toEqual([]);
  });

  test("what is told by its name has one, and what is told by its tags has its tenant's", () => {
    const without = stacks.flat().flatMap(({ type, urn, inputs }) => {
      const row = awsTypes[type];
      if (row === undefined) return [];
      if ("idInput" in row) return typeof inputs[row.idInput] === "string" ? [] : [urn];
      if (!("arn" in row)) return [];
      const tags = inputs["tags"] as Readonly<Record<string, unknown>> | undefined;
      const hasName = row.name !== "Name tag" || typeof tags?.["Name"] === "string";
      return typeof tags?.["tenantry:tenant"] === "string" && hasName ? [] : [urn];
    });
    expect(without).toEqual([]);
  });
});

describe("in a cluster", () => {
  test("every kind of tenants' and of cells' is asked for", async () => {
    const asked = new Set(tenantKinds.map(({ type }) => type));
    expect(typesOf("kubernetes:").filter((type) => !asked.has(comparableType(type)))).toEqual([]);
    const { estate } = openEstate("estate", join(import.meta.dirname, "../../../.."));
    const askedOfCells = new Set(cellKinds.map(({ type }) => type));
    for (const cell of estate?.manifest.spec.cells ?? []) {
      if (cell.target !== "kubernetes") continue;
      const made = (await renderCell(cell, estate?.shared.get(cell.id))).filter(
        ({ provider }) => provider !== undefined,
      );
      expect(made.length).toBeGreaterThan(0);
      expect(made.map(({ type }) => comparableType(type)).filter((type) => !askedOfCells.has(type))).toEqual([]);
    }
  });

  test("every object has its tenant's label and a name that the program gives", () => {
    const without = stacks.flat().flatMap(({ type, urn, inputs }) => {
      if (!type.startsWith("kubernetes:")) return [];
      const { name, labels } = inputs["metadata"] as { name?: string; labels?: Record<string, string> };
      return name !== undefined && labels?.["tenantry.dev/tenant"] !== undefined ? [] : [urn];
    });
    expect(without).toEqual([]);
  });
});
