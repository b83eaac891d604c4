import { jsonDigest } from "../jsonDigest.ts";
import type { RolloutManifest } from "../schema/rollout.ts";
import type { Participant } from "./participants.ts";

/** A ring's part of a rollout. */
interface RingPlan {
  readonly ring: Participant["ring"];
  /** In the order in which they are taken, those that have been reached among them. */
  readonly tenants: readonly Participant[];
  /** How many tenants the first wave has at most. */
  readonly first: number;
  /** How many tenants each further wave has at most. */
  readonly size: number;
}

/**
 * Plans the waves of a rollout: ring after ring, and in a ring by a digest of the rollout's name and the tenant's id. So the order is
 * the same everywhere, another one for every rollout, and a new tenant changes nobody's place among the others.
 *
 * @param tenants all that the rollout is of; see `participantsOf`.
 */
export function planWaves(
  tenants: readonly Participant[],
  { metadata, spec }: Pick<RolloutManifest, "metadata" | "spec">,
): RingPlan[] {
  const rank = new Map(tenants.map(({ id }) => [id, jsonDigest([metadata.name, id])]));
  const rankOf = ({ id }: Participant): string => rank.get(id) ?? "";
  return spec.rings.map((ring) => {
    const own = tenants.filter((tenant) => tenant.ring === ring).toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1));
    const size = sizeOf(spec.wave, own.length);
    return { ring, tenants: own, first: spec.wave.canary ?? size, size };
  });
}

/** How many tenants a wave has, of so many; one at least, so that a small ring comes to its end too. */
export function sizeOf(wave: RolloutManifest["spec"]["wave"], total: number): number {
  return wave.tenants ?? Math.max(1, Math.floor((total * (wave.percent ?? 100)) / 100));
}

/** How many tenants may fail, of so many. */
export function budgetOf({ failed, percent }: RolloutManifest["spec"]["budget"], total: number): number {
  return failed ?? Math.floor((total * (percent ?? 0)) / 100);
}
