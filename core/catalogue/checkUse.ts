import type { Diagnostic, Severity } from "../diagnostics/diagnostic.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { AddOnEntry, CatalogueEntry, Sourced } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import { chooseTier } from "../resolve/chooseTier.ts";
import type { TierHolds } from "../rollouts/tierHolds.ts";
import type { EstateManifest } from "../schema/estate.ts";
import type { SubscriptionManifest, TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import { isDeprecated, isDraft, isRetired, realTargetOf, successorOf, type CatalogueTerms } from "./standing.ts";
import { versionId } from "./versionId.ts";

/** What subscriptions are judged against. */
interface UseContext extends CatalogueTerms {
  readonly estate: Sourced<EstateManifest>;
  readonly catalogue: readonly CatalogueEntry[];
  readonly declaredTiers: readonly TierManifest[];
  readonly addOns: readonly AddOnEntry[];
  readonly kinds: ServiceKinds;
  readonly holds?: TierHolds | undefined;
}

/**
 * Subscriptions whose tier or add-on version they should not have: a draft on a real target, a version that is retired, and, as a
 * warning, one that is deprecated. What an offboarded tenant had does not matter any more.
 *
 * @param retired how bad a retired version is.
 */
export function checkUse(
  tenants: readonly Sourced<TenantManifest>[],
  context: UseContext,
  retired: Severity,
): Diagnostic[] {
  return tenants
    .filter(({ manifest }) => manifest.spec.state !== "offboarded")
    .flatMap(({ manifest, document }) =>
      manifest.spec.subscriptions.flatMap((subscription, index) =>
        checkSubscription(subscription, manifest, context, retired).map((problem) =>
          locate(problem, ["spec", "subscriptions", index], document.positions),
        ),
      ),
    );
}

function checkSubscription(
  subscription: SubscriptionManifest,
  { metadata, spec }: TenantManifest,
  context: UseContext,
  retired: Severity,
): LocalProblem[] {
  const chosen = chooseTier(subscription, { id: metadata.id, ring: spec.ring }, context);
  const tier = "entry" in chosen ? chosen.entry.manifest : undefined;
  const addOns = subscription.addOns.map((wanted) =>
    context.addOns.find(
      ({ manifest }) => manifest.metadata.service === subscription.service && formatTier(manifest.metadata) === wanted,
    ),
  );
  return [
    ...(tier === undefined ? [] : [...draft(tier, ["tier"]), ...endOfLife(tier, context, retired)]),
    ...addOns.flatMap((entry, index) => (entry === undefined ? [] : draft(entry.manifest, ["addOns", index]))),
  ];

  function draft(manifest: Parameters<typeof versionId>[0], path: LocalProblem["path"]): LocalProblem[] {
    const target = realTargetOf(subscription.service, context.kinds, context.estate.manifest);
    if (target === undefined || !isDraft(manifest, context.lock)) return [];
    const id = versionId(manifest);
    return [
      {
        code: "TEN216",
        severity: "error",
        message: `${id} is a draft, and the target ${target} is real: what a customer gets must be published.`,
        fix: `Publish it with \`tenantry catalogue publish ${id}\`, or choose a published version.`,
        path,
      },
    ];
  }
}

function endOfLife(tier: TierManifest, { catalogue, today }: UseContext, retired: Severity): LocalProblem[] {
  const isOver = isRetired(tier, today);
  if (!isOver && !isDeprecated(tier, today)) return [];
  const tiers = catalogue.map(({ manifest }) => manifest);
  const successor = successorOf(tier, tiers, today);
  const left = tiers
    .filter(({ metadata }) => metadata.service === tier.metadata.service)
    .filter((other) => !isRetired(other, today) && !isDeprecated(other, today))
    .map(({ metadata }) => formatTier(metadata))
    .toSorted();
  const { deprecated, retired: end } = tier.status;
  const since = isOver
    ? `is retired since ${end ?? ""}`
    : `is deprecated since ${deprecated ?? ""}${end === undefined ? "" : ` and will be retired on ${end}`}`;
  return [
    {
      code: "TEN217",
      severity: isOver ? retired : "warning",
      message: `${versionId(tier)} ${since}.`,
      ...(successor === undefined && left.length > 0 && { allowed: left.join(", ") }),
      fix:
        successor === undefined
          ? "Move to another version; the catalogue names no successor."
          : `Move to its successor ${formatTier(successor.metadata)}.`,
      path: ["tier"],
    },
  ];
}
