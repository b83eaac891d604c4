/** Components are given everything: they ask no network, clock, environment or file. */
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { CatalogueEntry } from "../../../core/estate/estate.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { formatTier } from "../../../core/schema/tier.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { renderCell, renderTenant } from "../../../fleet/engine/render.ts";
import { root } from "../../helpers/cli.ts";
import { effects, pureCode } from "../../helpers/effectful.ts";
import { exampleEstate } from "../../helpers/exampleEstate.ts";
import { forbidEffects } from "../../helpers/forbidEffects.ts";

let allow = (): void => undefined;

afterEach(() => {
  allow();
});

describe("an effect", () => {
  test.each(Object.entries(effects))("such as %s is found in code that may have none", (name, effect) => {
    allow = forbidEffects([join(root, "test/helpers")]);
    expect(effect).toThrow(`test/helpers/effectful.ts uses ${name}, which components may not`);
    expect(pureCode()).toBe("1970-01-01T00:00:00.000Z");
    allow();
    allow = () => undefined;
  });

  test("is let through elsewhere", () => {
    allow = forbidEffects([join(root, "components")]);
    expect(effects["the clock (Date.now)"]?.()).toBeGreaterThan(0);
    expect(effects["fs.existsSync"]?.()).toBe(true);
  });
});

describe("components", () => {
  const tiers = sampleTiers();
  const rendered = new Map<string, readonly RenderedResource[] | Error>();

  beforeAll(async () => {
    const { shared: hosted } = exampleEstate();
    const lift = forbidEffects([join(root, "components"), join(root, "core")]);
    for (const { resolved } of tiers) {
      rendered.set(resolved.id, await renderTenant(resolved).catch((error: unknown) => error as Error));
    }
    const cells = tiers.flatMap(({ resolved }) => resolved.subscriptions.map(({ cell }) => cell));
    const cell = cells.find(({ target }) => target === "kubernetes");
    if (cell?.target === "kubernetes") {
      rendered.set(
        `cell-${cell.id}`,
        await renderCell(cell, hosted.get(cell.id)).catch((error: unknown) => error as Error),
      );
    }
    lift();
  });

  test("build what the tenants of a cell share without an effect of their own", () => {
    expect(rendered.get("cell-eu-shared-1")).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: "pulumi:pulumi:Stack" })]),
    );
  });

  test.each(tiers.map(({ entry, resolved }) => [versionOf(entry), resolved.id] as const))(
    "build %s without an effect of their own",
    (_tier, id) => {
      expect(rendered.get(id)).toEqual(
        expect.arrayContaining([expect.objectContaining({ type: "pulumi:pulumi:Stack" })]),
      );
    },
  );

  test("of every kind that there is are among what was built", () => {
    const types = new Set(
      [...rendered.values()].flatMap((built) => (built instanceof Error ? [] : built)).map(({ type }) => type),
    );
    const source = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(root, "components", name), "utf8"));
    const declared = source.flatMap((text) =>
      [...text.matchAll(/super\(\s*"(tenantry:[^"]+)"/g)].map(([, type]) => type),
    );
    expect(declared.length).toBeGreaterThan(15);
    expect(declared.filter((type) => !types.has(type ?? ""))).toEqual([]);
  });
});

function versionOf({ manifest }: CatalogueEntry): string {
  return `${manifest.metadata.service}/${formatTier(manifest.metadata)}`;
}
