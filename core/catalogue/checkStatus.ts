import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Sourced } from "../estate/estate.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

/** Dates of a version's life that contradict each other, and successors that end before what they succeed, or in a circle. */
export function checkStatus(tiers: readonly Sourced<TierManifest>[]): Diagnostic[] {
  const byId = new Map(tiers.map(({ manifest }) => [idOf(manifest, formatTier(manifest.metadata)), manifest]));
  const next = (tier: TierManifest): TierManifest | undefined =>
    tier.status.successor === undefined ? undefined : byId.get(idOf(tier, tier.status.successor));
  return tiers.flatMap(({ manifest, document }) => {
    const { deprecated, retired, successor } = manifest.status;
    const problem = (key: string, message: string, fix: string): Diagnostic => ({
      code: "TEN210",
      severity: "error",
      message,
      fix,
      field: `status.${key}`,
      where: document.positions.value(["status", key]),
    });
    const found: Diagnostic[] = [];
    if (deprecated !== undefined && retired !== undefined && retired < deprecated) {
      const message = `${formatTier(manifest.metadata)} is retired on ${retired}, before its deprecation on ${deprecated}.`;
      found.push(problem("retired", message, "Let it be deprecated first, and retired on that day or later."));
    }
    const follower = next(manifest);
    const end = follower?.status.retired;
    if (
      follower !== undefined &&
      successor !== undefined &&
      end !== undefined &&
      !(retired !== undefined && retired < end)
    ) {
      const message = `The successor ${successor} is retired on ${end}, and ${formatTier(manifest.metadata)} ${
        retired === undefined ? "not at all" : `on ${retired}`
      }.`;
      found.push(problem("successor", message, "Name a version that stays longer."));
    }
    if (successor !== undefined && returnsTo(manifest, next)) {
      const message = `The successors of ${formatTier(manifest.metadata)} lead back to it.`;
      found.push(problem("successor", message, "Let the chain end at a version that has no successor."));
    }
    return found;
  });
}

function idOf(tier: TierManifest, version: string): string {
  return `${tier.metadata.service}/${version}`;
}

function returnsTo(tier: TierManifest, next: (tier: TierManifest) => TierManifest | undefined): boolean {
  const seen = new Set<TierManifest>();
  let current = next(tier);
  while (current !== undefined && current !== tier && !seen.has(current)) {
    seen.add(current);
    current = next(current);
  }
  return current === tier && seen.size > 0;
}
