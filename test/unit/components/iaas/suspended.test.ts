/** A suspended tenant keeps what holds data and loses its compute and its people's access; resumed, it is what it was. */
import { beforeAll, describe, expect, test } from "@jest/globals";

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
  let before: readonly RenderedResource[];
  let after: readonly RenderedResource[];
  beforeAll(async () => {
    before = await renderTenant(tier.resolved);
    after = await suspend(tier);
  });

  test("loses ways in alone: its people's roles, and connections to its databases", () => {
    const [active, suspended] = [listOf(before), listOf(after)];
    const lost = active.filter((resource) => !suspended.includes(resource));
    expect(suspended.filter((resource) => !active.includes(resource))).toEqual([]);
    const ways =
      /^(?:tenantry:iaas:AccessRoles main|aws:iam\/\w+:\w+ main-(?:read-only|operator|admin)(?:-view)?|aws:vpc\/securityGroupIngressRule:SecurityGroupIngressRule main--main-private-\w)$/;
    expect(lost.filter((resource) => !ways.test(resource))).toEqual([]);
  });

  test("has no machine and can start none", () => {
    const groupsOf = (resources: readonly RenderedResource[]) =>
      resources.filter(({ type }) => type === "aws:autoscaling/group:Group");
    const sizes = groupsOf(after).map(({ inputs }) => [inputs["minSize"], inputs["maxSize"]]);
    expect(sizes).toEqual(groupsOf(before).map(() => [0, 0]));
    expect(groupsOf(before).filter(({ inputs }) => inputs["maxSize"] === 0)).toEqual([]);
  });
});
