import type { RolloutManifest } from "../schema/rollout.ts";

/** What a rollout of a tier says of those who follow it. */
interface Hold {
  readonly from: number;
  readonly to: number;
  readonly rings: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
}

/** What all rollouts of an estate say, by {@link tierKey}. */
export type TierHolds = ReadonlyMap<string, readonly Hold[]>;

/** Which versions a tenant that follows a tier may have. */
interface Held {
  /** The highest version that it follows by its ring. */
  readonly atMost: number;
  /** The version that a rollout has brought it to; undefined where none has. */
  readonly reached: number | undefined;
}

/** A rollout that moves tenants from a version of a tier to another. */
export interface TierRollout {
  readonly service: string;
  readonly tier: string;
  readonly from: number;
  readonly to: number;
}

/** What a rollout moves; undefined for one of code. */
export function tierRolloutOf({ spec }: RolloutManifest): TierRollout | undefined {
  const { service, tier, from, to } = spec;
  return service === undefined || tier === undefined || from === undefined || to === undefined
    ? undefined
    : { service, tier, from, to };
}

/** Names a tier among all services'. */
export function tierKey(service: string, tier: string): string {
  return `${service}/${tier}`;
}

/**
 * Gathers what rollouts hold back. One that is done holds nobody: its tier is followed by rings again. One that was aborted or rolled back
 * holds those whom it has not reached as long as its document is there, until another has brought the tier as far or further.
 */
export function tierHoldsOf(rollouts: readonly RolloutManifest[]): TierHolds {
  const holds = new Map<string, Hold[]>();
  for (const rollout of rollouts) {
    const { spec, status } = rollout;
    const moves = tierRolloutOf(rollout);
    if (moves === undefined || status.state === "done") continue;
    const key = tierKey(moves.service, moves.tier);
    const isOver = status.state === "aborted" || status.state === "rolled-back";
    if (isOver && rollouts.some((other) => isDoneWith(other, key, moves.to))) continue;
    const hold = { from: moves.from, to: moves.to, rings: new Set(spec.rings), reached: new Set(status.reached) };
    holds.set(key, [...(holds.get(key) ?? []), hold]);
  }
  return holds;
}

/**
 * What rollouts say of a tenant that follows a tier by its ring; undefined where they say nothing. Of several, of which all but one are
 * over, the furthest counts that has reached the tenant: versions only ever go up.
 */
export function heldBy(holds: readonly Hold[] | undefined, tenant: string, ring: string): Held | undefined {
  const own = (holds ?? []).filter(({ rings }) => rings.has(ring));
  if (own.length === 0) return undefined;
  const reached = own.filter((hold) => hold.reached.has(tenant)).map(({ to }) => to);
  return {
    atMost: Math.min(...own.map(({ from }) => from)),
    reached: reached.length === 0 ? undefined : Math.max(...reached),
  };
}

function isDoneWith(rollout: RolloutManifest, key: string, to: number): boolean {
  const moves = tierRolloutOf(rollout);
  return (
    rollout.status.state === "done" &&
    moves !== undefined &&
    tierKey(moves.service, moves.tier) === key &&
    moves.to >= to
  );
}
