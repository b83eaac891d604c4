import { kindOf, type ServiceKinds } from "../kinds/serviceKind.ts";
import type { Target } from "../schema/cell.ts";
import type { EstateManifest } from "../schema/estate.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { CatalogueLock } from "./catalogueLock.ts";
import { versionId } from "./versionId.ts";

/** What tier versions are judged by. */
export interface CatalogueTerms {
  /** The published versions; undefined when the lock cannot be read, so that nothing is known to be a draft. */
  readonly lock: CatalogueLock | undefined;
  /** The day, as in `2026-12-31`; undefined where dates are not judged. */
  readonly today: string | undefined;
}

/** True from the first day of a version's deprecation on. */
export function isDeprecated({ status }: TierManifest, today: string | undefined): boolean {
  return today !== undefined && status.deprecated !== undefined && status.deprecated <= today;
}

/** True from the first day on which no subscription may run on a version. */
export function isRetired({ status }: TierManifest, today: string | undefined): boolean {
  return today !== undefined && status.retired !== undefined && status.retired <= today;
}

/** True for a version that the lock lacks. */
export function isDraft(manifest: Parameters<typeof versionId>[0], lock: CatalogueLock | undefined): boolean {
  return lock !== undefined && !lock.has(versionId(manifest));
}

/** The target, if it is a real one, that subscriptions of a service land in. */
export function realTargetOf(service: string, kinds: ServiceKinds, { spec }: EstateManifest): Target | undefined {
  const target = kindOf(kinds, service)?.target;
  return target !== undefined && spec.targets[target] === "real" ? target : undefined;
}

/**
 * What to move to from a version: the first in the chain of successors that is not retired.
 *
 * @param tiers the catalogue's versions.
 */
export function successorOf(
  tier: TierManifest,
  tiers: readonly TierManifest[],
  today: string | undefined,
): TierManifest | undefined {
  const seen = new Set<TierManifest>();
  let current: TierManifest | undefined = tier;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    const { successor }: TierManifest["status"] = current.status;
    current = tiers.find(
      ({ metadata }) => metadata.service === tier.metadata.service && formatTier(metadata) === successor,
    );
    if (current !== undefined && current !== tier && !isRetired(current, today)) return current;
  }
  return undefined;
}
