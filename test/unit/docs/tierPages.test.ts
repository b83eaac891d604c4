import { beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { tierPages } from "../../../docs/tiers/tierPages.ts";
import { formatTier } from "../../../core/schema/tier.ts";
import { root } from "../../helpers/cli.ts";

let pages: Record<string, string>;

beforeAll(async () => {
  pages = await tierPages();
});

describe("the reference pages of tiers", () => {
  test("are current, with the resources of each tier; else run `npm run docs`", () => {
    const directory = join(root, "docs/reference/tiers");
    const written = readdirSync(directory).map((name) => [
      `reference/tiers/${name}`,
      readFileSync(join(directory, name), "utf8"),
    ]);
    expect(Object.fromEntries(written)).toEqual(pages);
  });

  test("are one for each tier, which the overview lists", () => {
    const tiers = sampleTiers().map(({ entry }) => entry.manifest.metadata);
    const names = tiers.map(({ service, name, version }) => `reference/tiers/${service}-${name}-${String(version)}.md`);
    expect(Object.keys(pages)).toEqual(["reference/tiers/README.md", ...names]);
    for (const tier of tiers) {
      expect(pages["reference/tiers/README.md"]).toContain(`[${tier.service}/${formatTier(tier)}](`);
    }
  });

  test("draw what is there and only that", () => {
    const starter = pages["reference/tiers/iaas-starter-1.md"] ?? "";
    expect(starter).toContain('subgraph zone_a["eu-central-1a"]');
    expect(starter).not.toContain('NAT gateway"]');
    const premium = pages["reference/tiers/iaas-premium-1.md"] ?? "";
    for (const zone of ["a", "b", "c"]) expect(premium).toContain(`private_${zone} --> nat_${zone}`);
    expect(premium).toContain('copies[("copies of backups in eu-west-1")]');
    const standard = pages["reference/tiers/iaas-standard-2.md"] ?? "";
    expect(standard).toContain("private_b --> nat_a");
    expect(standard).not.toContain("copies[(");
  });
});
