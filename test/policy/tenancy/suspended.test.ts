/** What is ordered of each tier keeps to every rule while its tenant is suspended or has left, when rules ask that nothing runs. */
import { expect, test } from "@jest/globals";

import { serviceKinds } from "../../../components/registry.ts";
import { loadEstate } from "../../../core/estate/loadEstate.ts";
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { sampleTiers, type SampledTier } from "../../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { evaluateRules } from "../../helpers/judge.ts";
import { rules } from "../../helpers/allRules.ts";
import { estateFiles, exampleTexts } from "../../helpers/estateFiles.ts";

const catalogue = Object.fromEntries(Object.entries(exampleTexts()).filter(([name]) => !name.startsWith("tenants/")));

function stop({ resolved, manifest }: SampledTier, state: "suspended" | "offboarded"): ResolvedTenant {
  const parsed = JSON.parse(manifest) as { spec: object };
  const stopped = JSON.stringify({ ...parsed, spec: { ...parsed.spec, state } });
  const files = estateFiles({ ...catalogue, [`tenants/${resolved.id}.yaml`]: stopped });
  const { estate, diagnostics } = loadEstate(files, "estate", serviceKinds);
  const [tenant] = estate?.tenants ?? [];
  if (tenant === undefined) throw new Error(JSON.stringify(diagnostics));
  return tenant.resolved;
}

const tiers = sampleTiers();

test.each(
  tiers.flatMap((tier) =>
    (["suspended", "offboarded"] as const).map((state) => [tier.resolved.id, state, tier] as const),
  ),
)("%s, %s", async (id, state, tier) => {
  const tenant = stop(tier, state);
  expect(evaluateRules(rules, { name: id, resources: await renderTenant(tenant), tenant })).toEqual([]);
});

test.each(
  tiers.filter(({ resolved }) => resolved.id.endsWith("-starter-2")).map((tier) => [tier.resolved.id, tier] as const),
)("%s, where all is as it was before, goes on", async (id, tier) => {
  const found = evaluateRules(rules, {
    name: id,
    resources: await renderTenant(tier.resolved),
    tenant: stop(tier, "suspended"),
  });
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(["tenancy/suspended-runs-nothing"]));
});
