import { formatPath } from "../../core/documents/sourceMap.ts";
import { jsonDigest } from "../../core/jsonDigest.ts";
import { leavesOf } from "../../core/resolve/leaves.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { formatTier } from "../../core/schema/tier.ts";
import type { Sides } from "./sides.ts";

/** How many paths or types a reason lists before it says how many more there are. */
const most = 4;

/** Why what a tenant renders has changed, for people: what of the resolved tenant is other, and how many resources of which types. */
export function reasonsOf({ before, after }: Sides): string[] {
  const failures = [
    ...(before.error === undefined ? [] : ["at the base it cannot be rendered"]),
    ...(after.error === undefined ? [] : [`it cannot be rendered: ${after.error}`]),
  ];
  const causes = resolvedReasons(before.resolved, after.resolved);
  const because = causes.length > 0 ? causes : ["code changed"];
  return failures.length > 0 ? failures : [...because, resourceReason(before.resources, after.resources)];
}

/** What of a resolved tenant is other: its tiers, and the paths of values. */
export function resolvedReasons(before: ResolvedTenant, after: ResolvedTenant): string[] {
  const tiers = after.subscriptions.flatMap(({ name, service, tier }) => {
    const old = before.subscriptions.find((subscription) => subscription.name === name);
    if (old === undefined || formatTier(old.tier) === formatTier(tier)) return [];
    return [`tier of ${name} changed: ${service}/${formatTier(old.tier)} to ${service}/${formatTier(tier)}`];
  });
  const paths = changedPaths(before, after).filter((path) => !/^subscriptions\[\d+\]\.tier\./.test(path));
  return [...tiers, ...(paths.length > 0 ? [`changed: ${shortened(paths)}`] : [])];
}

/** The paths of values that are on one side only, or other on the two. */
function changedPaths(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map(
    (side) => new Map(leavesOf(side).map(({ path, value }) => [formatPath(path), JSON.stringify(value)])),
  ) as [Map<string, string>, Map<string, string>];
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].filter((path) => old.get(path) !== now.get(path));
}

/** How many resources differ, and of which types. */
function resourceReason(before: readonly RenderedResource[], after: readonly RenderedResource[]): string {
  const [old, now] = [before, after].map(
    (side) => new Map(side.map((resource) => [resource.urn, { type: resource.type, digest: jsonDigest(resource) }])),
  ) as [Map<string, Digested>, Map<string, Digested>];
  const urns = [...new Set([...now.keys(), ...old.keys()])].filter(
    (urn) => old.get(urn)?.digest !== now.get(urn)?.digest,
  );
  const byType = Map.groupBy(urns, (urn) => (now.get(urn) ?? old.get(urn))?.type ?? "");
  const types = [...byType]
    .toSorted(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
    .map(([type, { length }]) => (length === 1 ? type : `${type} (${String(length)})`));
  return `${String(urns.length)} ${urns.length === 1 ? "resource differs" : "resources differ"}: ${shortened(types)}`;
}

interface Digested {
  readonly type: string;
  readonly digest: string;
}

function shortened(words: readonly string[]): string {
  const more = words.length - most;
  return words.slice(0, most).join(", ") + (more > 0 ? ` and ${String(more)} more` : "");
}
