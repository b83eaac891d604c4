import { isDeprecated, isDraft, isRetired, successorOf } from "../catalogue/standing.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { Exposure } from "../results/outdated.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import { daysBetween, plusDays } from "../calendarDays.ts";
import type { ExposureTerms } from "./exposure.ts";

/**
 * What the tier version of a subscription exposes its tenant to; undefined where nothing is to be done about it. A pin that stays
 * behind the version that the tenant's ring follows is told of, too.
 *
 * @param index which of the tenant's subscriptions.
 */
export function tierExposure(
  tenant: EstateTenant,
  index: number,
  estate: Estate,
  { today, within }: ExposureTerms,
): Exposure | undefined {
  const { resolved, manifest, sources } = tenant;
  const subscription = manifest.spec.subscriptions[index];
  const tier = sources[index]?.tier.manifest;
  if (subscription === undefined || tier === undefined) return undefined;
  const tiers = estate.catalogue.map((entry) => entry.manifest);
  const pinned = subscription.tier.includes("@");
  const lastDay = tier.status.retired === undefined ? undefined : plusDays(tier.status.retired, -1);
  const daysLeft = lastDay === undefined ? undefined : daysBetween(today, lastDay);
  const newer = pinned ? newestOf(tier, tiers, resolved.ring, estate, today) : undefined;
  const state = stateOf(tier, daysLeft, newer, { today, within });
  if (state === undefined) return undefined;
  const successor = successorOf(tier, tiers, today) ?? newer;
  return {
    tenant: resolved.id,
    subscription: subscription.name,
    part: "tier",
    product: tier.metadata.service,
    version: formatTier(tier.metadata),
    pinned,
    state,
    ...(lastDay !== undefined && { lastDay }),
    ...(daysLeft !== undefined && { daysLeft }),
    ...(successor !== undefined && { successor: formatTier(successor.metadata) }),
    ...whatToDo({ tenant: resolved.id, subscription: subscription.name, pinned }, tier, successor),
  };
}

function stateOf(
  tier: TierManifest,
  daysLeft: number | undefined,
  newer: TierManifest | undefined,
  { today, within }: ExposureTerms,
): Exposure["state"] | undefined {
  if (isRetired(tier, today)) return "ended";
  if (daysLeft !== undefined && daysLeft <= within) return "ending";
  if (isDeprecated(tier, today)) return "deprecated";
  return newer === undefined ? undefined : "behind";
}

/** The version that the tenant's ring follows, if it is newer than the one that it is pinned to. */
function newestOf(
  { metadata }: TierManifest,
  tiers: readonly TierManifest[],
  ring: TierManifest["spec"]["rings"][number],
  { lock }: Pick<Estate, "lock">,
  today: string,
): TierManifest | undefined {
  return tiers
    .filter((other) => other.metadata.service === metadata.service && other.metadata.name === metadata.name)
    .filter((other) => other.metadata.version > metadata.version && other.spec.rings.includes(ring))
    .filter((other) => !isDraft(other, lock) && !isDeprecated(other, today) && !isRetired(other, today))
    .toSorted((a, b) => b.metadata.version - a.metadata.version)[0];
}

/** A tenant that follows its ring is moved with others by a rollout; a pin, or another tier, is that tenant's own matter. */
function whatToDo(
  { tenant, subscription, pinned }: Pick<Exposure, "tenant" | "subscription" | "pinned">,
  { metadata }: TierManifest,
  successor: TierManifest | undefined,
): Pick<Exposure, "advice" | "command"> {
  const { service, name } = metadata;
  if (successor === undefined) {
    return { advice: `The catalogue names no successor. Choose another tier: tenantry tiers ${service}` };
  }
  const to = successor.metadata;
  if (!pinned && to.name === name) {
    const command = `tenantry rollout start ${service}-${name}-${String(to.version)} --service ${service} --tier ${name} --to ${String(to.version)}`;
    return { advice: "Roll the newer version out to all who follow their rings.", command };
  }
  return {
    advice: pinned
      ? "The tenant is pinned: agree on the change with the customer."
      : "The successor is another tier: agree on it with the customer.",
    command: `tenantry move ${tenant} ${subscription} --to ${formatTier(to)}`,
  };
}
