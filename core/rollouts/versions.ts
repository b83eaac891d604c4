import type { Estate } from "../estate/estate.ts";
import { digestOf } from "../resolve/resolvedTenant.ts";
import type { VersionsDocument } from "../results/rollouts.ts";
import { formatTier } from "../schema/tier.ts";
import { endOfSupport } from "./describe.ts";
import { tierRolloutOf } from "./tierHolds.ts";

/** What a tenant's stack says of itself. */
export interface RunningStack {
  /** Whether its last run did not end well, or is under way. */
  readonly isIncomplete: boolean;
  /** See `digestOf`; undefined where nothing has been applied yet. */
  readonly digest: string | undefined;
  /** By subscription, such as `standard@2`. */
  readonly tiers: Readonly<Record<string, string>>;
}

/**
 * Who is on what, and whether that is what is asked for. Only what runs as it is asked for is well: a subscription on another version
 * never is, whatever else is right.
 *
 * @param stacks by tenant; who has none is not provisioned.
 */
export function versionsOf(estate: Estate, stacks: ReadonlyMap<string, RunningStack>): VersionsDocument["versions"] {
  return estate.tenants.flatMap(({ manifest, resolved }) =>
    resolved.subscriptions.map(({ name, service, tier }, index) => {
      const asked = manifest.spec.subscriptions[index]?.tier ?? "";
      const pinned = asked.includes("@");
      const stack = stacks.get(resolved.id);
      const running = stack !== undefined && Object.hasOwn(stack.tiers, name) ? (stack.tiers[name] ?? null) : null;
      const wanted = formatTier(tier);
      return {
        tenant: resolved.id,
        subscription: name,
        service,
        asked,
        pinned,
        wanted,
        running,
        state: stateOf(stack, wanted, running, digestOf(resolved)),
        rollout: pinned ? null : rolloutOf(estate, service, tier.name, manifest.spec.ring),
        endOfSupport: endOfSupport(estate, service, tier.name, tier.version),
      };
    }),
  );
}

function stateOf(
  stack: RunningStack | undefined,
  wanted: string,
  running: string | null,
  digest: string,
): VersionsDocument["versions"][number]["state"] {
  if (stack === undefined) return "not-provisioned";
  if (running !== null && running !== wanted) return "other-version";
  if (stack.isIncomplete || running === null) return "incomplete";
  return stack.digest === digest ? "in-sync" : "differs";
}

function rolloutOf({ rollouts }: Estate, service: string, tier: string, ring: string): string | null {
  const own = rollouts.find(({ manifest }) => {
    const moves = tierRolloutOf(manifest);
    const isOf = moves?.service === service && moves.tier === tier && manifest.spec.rings.some((one) => one === ring);
    return isOf && manifest.status.state !== "done";
  });
  return own?.manifest.metadata.name ?? null;
}
