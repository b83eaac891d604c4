import { didYouMean } from "../diagnostics/nearest.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { CatalogueEntry } from "../estate/estate.ts";

type Problem = Pick<Diagnostic, "code" | "message" | "allowed" | "fix">;

/**
 * The tier version of a subscription: the pinned one, or the highest that its tenant's ring follows.
 * A tier that is declared but wrong itself gives neither entry nor problem: its own file's diagnostics say enough.
 */
export function chooseTier(
  subscription: SubscriptionManifest,
  ring: TenantManifest["spec"]["ring"],
  tiers: { readonly catalogue: readonly CatalogueEntry[]; readonly declaredTiers: readonly TierManifest[] },
): { readonly entry: CatalogueEntry } | { readonly problem: Problem | undefined } {
  const [name = "", version] = subscription.tier.split("@");
  const follows = (tier: TierManifest): boolean =>
    tier.metadata.service === subscription.service &&
    tier.metadata.name === name &&
    (version === undefined ? tier.spec.rings.includes(ring) : tier.metadata.version === Number(version));
  const [entry] = tiers.catalogue
    .filter(({ manifest }) => follows(manifest))
    .toSorted((a, b) => b.manifest.metadata.version - a.manifest.metadata.version);
  if (entry !== undefined) return { entry };
  if (tiers.declaredTiers.some(follows)) return { problem: undefined };
  const known = tiers.declaredTiers
    .filter((tier) => tier.metadata.service === subscription.service)
    .map((tier) => formatTier(tier.metadata))
    .toSorted();
  const fix = didYouMean(subscription.tier, [...known, ...known.map((tier) => tier.split("@")[0] ?? tier)]);
  return {
    problem: {
      code: "TEN202",
      message:
        version === undefined && known.some((tier) => tier.startsWith(`${name}@`))
          ? `No version of the tier "${name}" is released to the ring "${ring}".`
          : `The tier "${subscription.tier}" of the service "${subscription.service}" does not exist.`,
      allowed: known.length === 0 ? `the catalogue has no tier of ${subscription.service}` : known.join(", "),
      ...(fix !== undefined && { fix }),
    },
  };
}
