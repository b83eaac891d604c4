import { didYouMean } from "../diagnostics/nearest.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isDraft, isRetired, realTargetOf, type CatalogueTerms } from "../catalogue/standing.ts";
import type { CatalogueEntry, Sourced } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { heldBy, tierKey, type TierHolds } from "../rollouts/tierHolds.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

type Problem = Pick<Diagnostic, "code" | "message" | "allowed" | "fix">;

/** What a tier is chosen from, and by what. */
interface TierChoice extends CatalogueTerms {
  readonly estate: Sourced<EstateManifest>;
  readonly catalogue: readonly CatalogueEntry[];
  readonly declaredTiers: readonly TierManifest[];
  readonly kinds: ServiceKinds;
  /** What the estate's rollouts hold back; nothing where it is absent. */
  readonly holds?: TierHolds | undefined;
}

/** Whose tier is chosen. */
interface Follower {
  readonly id: string;
  readonly ring: TenantManifest["spec"]["ring"];
}

/**
 * The tier version of a subscription: the pinned one, or the highest that its tenant's ring follows. A retired version is
 * followed only where no other is left, and so is a draft on a real target; `checkUse` reports both. While a rollout of the tier is there,
 * whom it has reached has its new version, and all others follow no further than its old one; pinned ones stay.
 *
 * A tier that is declared but wrong itself gives neither entry nor problem: its own file's diagnostics say enough.
 */
export function chooseTier(
  subscription: SubscriptionManifest,
  { id, ring }: Follower,
  tiers: TierChoice,
): { readonly entry: CatalogueEntry } | { readonly problem: Problem | undefined } {
  const [name = "", version] = subscription.tier.split("@");
  const follows = (tier: TierManifest): boolean =>
    tier.metadata.service === subscription.service &&
    tier.metadata.name === name &&
    (version === undefined ? tier.spec.rings.includes(ring) : tier.metadata.version === Number(version));
  const rank = ({ manifest }: CatalogueEntry): number =>
    (isRetired(manifest, tiers.today) ? 2 : 0) + (isDraftOnReal(manifest, tiers) ? 1 : 0);
  const followed = tiers.catalogue
    .filter(({ manifest }) => follows(manifest))
    .toSorted((a, b) => rank(a) - rank(b) || b.manifest.metadata.version - a.manifest.metadata.version);
  const held =
    version === undefined ? heldBy(tiers.holds?.get(tierKey(subscription.service, name)), id, ring) : undefined;
  const entry = held === undefined ? followed[0] : heldEntry();
  if (entry !== undefined) return { entry };
  if (tiers.declaredTiers.some(follows)) return { problem: undefined };
  const known = tiers.declaredTiers
    .filter((tier) => tier.metadata.service === subscription.service)
    .map((tier) => formatTier(tier.metadata))
    .toSorted();
  const isUnreleased = version === undefined && known.some((tier) => tier.startsWith(`${name}@`));
  const fix = isUnreleased
    ? "Pin one of its versions, or release one to the ring."
    : didYouMean(subscription.tier, [...known, ...known.map((tier) => tier.split("@")[0] ?? tier)]);
  return {
    problem: {
      code: "TEN202",
      message: isUnreleased
        ? `No version of the tier "${name}" is released to the ring "${ring}".`
        : `The tier "${subscription.tier}" of the service "${subscription.service}" does not exist.`,
      allowed: known.length === 0 ? `the catalogue has no tier of ${subscription.service}` : known.join(", "),
      ...(fix !== undefined && { fix }),
    },
  };

  /** The version that a rollout has brought the tenant to, or else the highest up to where it holds it; there, if the ring follows none. */
  function heldEntry(): CatalogueEntry | undefined {
    const { atMost = 0, reached } = held ?? {};
    const exactly = (wanted: number | undefined): CatalogueEntry | undefined =>
      tiers.catalogue.find(
        ({ manifest: { metadata } }) =>
          metadata.service === subscription.service && metadata.name === name && metadata.version === wanted,
      );
    const base = followed.find(({ manifest }) => manifest.metadata.version <= atMost) ?? exactly(atMost);
    return reached !== undefined && reached > (base?.manifest.metadata.version ?? 0) ? exactly(reached) : base;
  }
}

function isDraftOnReal(tier: TierManifest, { estate, kinds, lock }: TierChoice): boolean {
  return realTargetOf(tier.metadata.service, kinds, estate.manifest) !== undefined && isDraft(tier, lock);
}
