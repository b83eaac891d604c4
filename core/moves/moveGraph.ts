import { formatTier, type TierManifest } from "../schema/tier.ts";

/** A tier version by its name and number. */
type TierVersion = Pick<TierManifest["metadata"], "name" | "version">;

/** The moves that each version of each tier of a service allows, by `standard@2`. */
export type MoveGraph = Readonly<Record<string, TierManifest["spec"]["moves"]>>;

/** The moves between the tiers of one service. */
export function moveGraphOf(tiers: readonly TierManifest[], service: string): MoveGraph {
  const ofService = tiers.filter(({ metadata }) => metadata.service === service);
  return Object.fromEntries(ofService.map(({ metadata, spec }) => [formatTier(metadata), spec.moves]));
}

/** The moves of a tier version; of the tier's highest version when the catalogue does not have it any more. */
export function movesFrom(moves: MoveGraph, tier: TierVersion): MoveGraph[string] {
  const exact = moves[formatTier(tier)];
  if (exact !== undefined) return exact;
  const versions = Object.keys(moves).filter((version) => version.startsWith(`${tier.name}@`));
  const highest = versions.toSorted((a, b) => Number(b.split("@")[1]) - Number(a.split("@")[1]))[0];
  return (highest === undefined ? undefined : moves[highest]) ?? [];
}

/** The tiers to go through from one to another, the goal last; empty when there is no way. */
export function shortestWay(moves: MoveGraph, from: TierVersion, goal: string): string[] {
  const queue: { name: string; way: string[] }[] = movesFrom(moves, from).map(({ to }) => ({ name: to, way: [to] }));
  const seen = new Set([from.name]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { name, way } = next;
    if (name === goal) return way;
    if (seen.has(name)) continue;
    seen.add(name);
    queue.push(...movesFrom(moves, { name, version: 0 }).map(({ to }) => ({ name: to, way: [...way, to] })));
  }
  return [];
}
