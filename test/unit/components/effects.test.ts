/** Components are given everything: they ask no network, clock, environment or file. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { CatalogueEntry } from "../../../core/estate/estate.ts";
import { formatTier } from "../../../core/schema/tier.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { root } from "../../helpers/cli.ts";
import { effects, pureCode } from "../../helpers/effectful.ts";
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

  test.each(tiers.map(({ entry, resolved }) => [versionOf(entry), resolved] as const))(
    "build %s without an effect of their own",
    async (_tier, resolved) => {
      allow = forbidEffects([join(root, "components"), join(root, "core")]);
      const resources = await renderTenant(resolved);
      expect(resources.length).toBeGreaterThan(5);
    },
  );

  test("build every kind of component that there is", async () => {
    const rendered = await Promise.all(tiers.map(({ resolved }) => renderTenant(resolved)));
    const types = new Set(rendered.flat().map(({ type }) => type));
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
