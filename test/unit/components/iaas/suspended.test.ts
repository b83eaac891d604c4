/** A suspended tenant keeps what holds data and loses its compute and its people's access; resumed, it is what it was. */
import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../../components/registry.ts";
import { loadEstate } from "../../../../core/estate/loadEstate.ts";
import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { sampleTiers, type SampledTier } from "../../../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../../../fleet/engine/render.ts";
import { estateFiles, exampleTexts } from "../../../helpers/estateFiles.ts";

const catalogue = Object.fromEntries(Object.entries(exampleTexts()).filter(([name]) => !name.startsWith("tenants/")));

async function suspend({ resolved, manifest }: SampledTier): Promise<RenderedResource[]> {
  const parsed = JSON.parse(manifest) as { spec: object };
  const suspended = JSON.stringify({ ...parsed, spec: { ...parsed.spec, state: "suspended" } });
  const { estate, diagnostics } = loadEstate(
    estateFiles({ ...catalogue, [`tenants/${resolved.id}.yaml`]: suspended }),
    "estate",
    serviceKinds,
  );
  const [tenant] = estate?.tenants ?? [];
  if (tenant === undefined) throw new Error(JSON.stringify(diagnostics));
  return renderTenant(tenant.resolved);
}

const tiers = sampleTiers().filter(({ entry }) => entry.manifest.metadata.service === "iaas");
const listOf = (resources: readonly RenderedResource[]): string[] =>
  resources.map(({ type, name }) => `${type} ${name}`);

describe.each(tiers)("a suspended tenant of $resolved.id", (tier) => {
  test("loses ways in alone: its people's roles, and connections to its databases", async () => {
    const active = listOf(await renderTenant(tier.resolved));
    const suspended = listOf(await suspend(tier));
    const lost = active.filter((resource) => !suspended.includes(resource));
    expect(suspended.filter((resource) => !active.includes(resource))).toEqual([]);
    const ways =
      /^(?:tenantry:iaas:AccessRoles main|aws:iam\/\w+:\w+ main-(?:read-only|operator|admin)(?:-view)?|aws:vpc\/securityGroupIngressRule:SecurityGroupIngressRule main--main-private-\w)$/;
    expect(lost.filter((resource) => !ways.test(resource))).toEqual([]);
  });

  test("has no machine and can start none", async () => {
    const groups = (await suspend(tier)).filter(({ type }) => type === "aws:autoscaling/group:Group");
    const before = (await renderTenant(tier.resolved)).filter(({ type }) => type === "aws:autoscaling/group:Group");
    expect(groups.map(({ inputs }) => [inputs["minSize"], inputs["maxSize"]])).toEqual(before.map(() => [0, 0]));
    expect(before.filter(({ inputs }) => inputs["maxSize"] === 0)).toEqual([]);
  });
});
