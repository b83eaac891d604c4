import { serviceKinds } from "../../components/registry.ts";
import type { Consumption, Usage } from "../../core/kinds/consumption.ts";
import { kindOf, type AnyServiceKind, type Json } from "../../core/kinds/serviceKind.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import { formatTier } from "../../core/schema/tier.ts";
import type { SampledTier } from "../../docs/tiers/sampleTenants.ts";

/** The tier of a sample, such as `iaas/standard@2`. */
export function tierOf({ entry: { manifest } }: SampledTier): string {
  return `${manifest.metadata.service}/${formatTier(manifest.metadata)}`;
}

/** The kind of a sample's service. */
export function kindOfSample({ entry }: SampledTier): AnyServiceKind {
  const kind = kindOf(serviceKinds, entry.manifest.metadata.service);
  if (kind === undefined) throw new TypeError("a sample has no kind");
  return kind;
}

/**
 * The bundle of a sample's tenant with another order or another state.
 *
 * @throws Error where the order does not fit the tier's kind or its cell.
 */
export function bundleOf(
  sample: SampledTier,
  changes: { readonly spec?: Json; readonly state?: ResolvedTenant["state"] } = {},
): Json {
  const { entry, resolved } = sample;
  const { spec = sample.spec, state = "active" } = changes;
  const kind = kindOfSample(sample);
  const [subscription] = resolved.subscriptions;
  if (subscription === undefined) throw new TypeError("a sample has no subscription");
  const { bundle, problems } = kind.plan({
    estateName: resolved.estate.name,
    tenantId: resolved.id,
    subscriptionName: subscription.name,
    tier: subscription.tier,
    region: resolved.region,
    cell: subscription.cell,
    isolation: subscription.isolation,
    state,
    maintenance: resolved.maintenance,
    contacts: resolved.contract.contacts,
    residency: undefined,
    spec: kind.specSchema.parse(spec),
    entitlements: entry.entitlements,
    features: entry.features,
  });
  if (bundle === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return bundle;
}

/** What a sample's tenant uses, with another order or another state. */
export function consumptionOf(
  sample: SampledTier,
  changes: Parameters<typeof bundleOf>[1] = {},
  usage: Usage = {},
): readonly Consumption[] {
  return kindOfSample(sample).consumption(bundleOf(sample, changes), usage);
}
