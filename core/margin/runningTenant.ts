import type { CostTenant } from "../cost/estateCosts.ts";
import type { AddOnEntry, CatalogueEntry, Estate } from "../estate/estate.ts";
import type { CapacityClaim } from "../kinds/serviceKind.ts";
import type { RunningSubscription } from "../moves/runningStack.ts";
import { amountGranted } from "../resolve/grants.ts";
import { subscriptionOf } from "../resolve/subscriptionOf.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import { formatTier } from "../schema/tier.ts";

/**
 * A tenant with what runs of it in the place of what should, for its price and cost. What a stack's outputs do not tell is taken from
 * the catalogue; what it has ordered of a cell beside its tier's grant is taken for what is ordered now, and so is the tenant's state.
 *
 * @param running by the subscriptions' names, as the stack's outputs say.
 * @returns undefined where nothing runs, or the estate no longer has the tier, add-on or cell of something that does.
 */
export function runningTenant(
  wanted: CostTenant,
  running: Readonly<Record<string, RunningSubscription>>,
  estate: Pick<Estate, "manifest" | "catalogue" | "addOns">,
): CostTenant | undefined {
  const { resolved } = wanted;
  const found = Object.entries(running).map(([name, one]) => subscriptionThatRuns(name, one, estate));
  const subscriptions = found.filter((one) => one !== undefined);
  if (subscriptions.length === 0 || subscriptions.length < found.length) return undefined;
  const claims = subscriptions.flatMap((subscription) => {
    const owner = `${resolved.id}/${subscription.name}`;
    const now = resolved.subscriptions.find(({ name }) => name === subscription.name);
    const ordered = wanted.claims.filter((claimed) => claimed.owner === owner);
    return now === undefined ? [] : ordered.map((claimed) => claimThatRuns(claimed, now, subscription));
  });
  return { resolved: { ...resolved, subscriptions }, claims };
}

function subscriptionThatRuns(
  name: string,
  { service, tier, addOns: versions = [], cell: cellId, bundle }: RunningSubscription,
  { manifest, catalogue, addOns }: Pick<Estate, "manifest" | "catalogue" | "addOns">,
): ResolvedSubscription | undefined {
  const isOf = ({ manifest: { metadata } }: CatalogueEntry | AddOnEntry, version: string): boolean =>
    metadata.service === service && formatTier(metadata) === version;
  const entry = catalogue.find((candidate) => isOf(candidate, formatTier(tier)));
  const cell = manifest.spec.cells.find(({ id }) => id === cellId);
  const chosen = versions.map((version) => addOns.find((candidate) => isOf(candidate, version)));
  const known = chosen.filter((addOn) => addOn !== undefined);
  if (entry === undefined || cell === undefined || known.length < chosen.length) return undefined;
  return subscriptionOf({ name, tier: entry, addOns: known, cell, tags: {}, labels: {}, bundle });
}

/** The claim in the cell, and of the nodes, that what runs is on, with the grant of its tier in the place of that of the wanted one. */
function claimThatRuns(
  claimed: CostTenant["claims"][number],
  wanted: ResolvedSubscription,
  running: ResolvedSubscription,
): CostTenant["claims"][number] {
  const { claim, owner } = claimed;
  const { cell } = running;
  if (claim.type !== "capacity") return { claim, owner, cell };
  const { pool, ...share } = claim;
  const grants = ({ entitlements }: ResolvedSubscription): number => amountGranted(entitlements, claim.resource);
  const grown = claim.path.length === 0 ? grants(running) - grants(wanted) : 0;
  const isOwn = running.isolation === wanted.isolation ? pool === "own" : isOfOwnNodes(claim, running);
  return { claim: { ...share, amount: claim.amount + grown, ...(isOwn && { pool: "own" }) }, owner, cell };
}

/** Whoever has a cluster's nodes alone has all of them that is the nodes'; storage is no node's. */
function isOfOwnNodes({ resource }: CapacityClaim, { isolation, cell }: ResolvedSubscription): boolean {
  return isolation === "silo" && cell.target === "kubernetes" && resource !== "storageGiB";
}
