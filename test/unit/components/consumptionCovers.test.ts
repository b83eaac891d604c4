/** What is rendered and what is accounted for are the same: no resource is left out of the costs, and none is made up. */
import { describe, expect, test } from "@jest/globals";

import { serviceKinds } from "../../../components/registry.ts";
import { kindOf } from "../../../core/kinds/serviceKind.ts";
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { formatTier } from "../../../core/schema/tier.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";

const tiers = sampleTiers();

/** How many of each type a tenant's program makes; what groups and what connects are no resources of a target. */
async function renderedCounts(resolved: ResolvedTenant): Promise<Record<string, number>> {
  const types = (await renderTenant(resolved)).map(({ type }) => type);
  return countsOf(types.filter((type) => !/^(?:pulumi:|tenantry:)/.test(type)));
}

function reportedCounts(resolved: ResolvedTenant): Record<string, number> {
  const consumed = resolved.subscriptions.flatMap(({ service, bundle }) => {
    return kindOf(serviceKinds, service)?.consumption(bundle, {}) ?? [];
  });
  return countsOf(consumed.flatMap(({ type, count }) => Array.from({ length: count }, () => type)));
}

function countsOf(types: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const type of types.toSorted()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(counts);
}

describe("what is consumed is what is rendered", () => {
  test.each(
    tiers.map(
      ({ entry, resolved }) =>
        [`${entry.manifest.metadata.service}/${formatTier(entry.manifest.metadata)}`, resolved] as const,
    ),
  )("of %s", async (_tier, resolved) => {
    expect(reportedCounts(resolved)).toEqual(await renderedCounts(resolved));
  });
});
