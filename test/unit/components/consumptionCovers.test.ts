/** What is rendered and what is accounted for are the same: no resource is left out of the costs, and none is made up. */
import { describe, expect, test } from "@jest/globals";

import type { Consumption } from "../../../core/kinds/consumption.ts";
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { sampleTiers } from "../../../docs/tiers/sampleTenants.ts";
import { renderTenant } from "../../../fleet/engine/render.ts";
import { bundleOf, kindOfSample, tierOf } from "../../helpers/plannedBundle.ts";

/** How many of each type a tenant's program makes; what groups and what connects are no resources of a target. */
async function renderedCounts(resolved: ResolvedTenant): Promise<Record<string, number>> {
  const types = (await renderTenant(resolved)).map(({ type }) => type);
  return countsOf(types.filter((type) => !/^(?:pulumi:|tenantry:)/.test(type)));
}

function reportedCounts(consumed: readonly Consumption[]): Record<string, number> {
  return countsOf(consumed.flatMap(({ type, count }) => Array.from({ length: count }, () => type)));
}

function countsOf(types: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const type of types.toSorted()) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries(counts);
}

const tenants = sampleTiers().flatMap((sample) =>
  (["active", "suspended"] as const).map((state) => {
    const bundle = bundleOf(sample, { state });
    const subscriptions = sample.resolved.subscriptions.map((subscription) => ({ ...subscription, bundle }));
    return {
      tier: tierOf(sample),
      state,
      kind: kindOfSample(sample),
      bundle,
      resolved: { ...sample.resolved, state, subscriptions },
    };
  }),
);

describe("what is consumed is what is rendered", () => {
  test.each(tenants)("of $tier that is $state", async ({ kind, bundle, resolved }) => {
    expect(reportedCounts(kind.consumption(bundle, {}))).toEqual(await renderedCounts(resolved));
  });
});

test("what costs nothing says why, and what has a reason to cost nothing is charged for nothing", () => {
  const consumed = tenants.flatMap(({ kind, bundle }) => kind.consumption(bundle, {}));
  expect(consumed.filter(({ charges, free }) => (free === undefined) !== charges.length > 0)).toEqual([]);
  expect(new Set(consumed.map(({ free }) => free)).size).toBeGreaterThan(5);
});
