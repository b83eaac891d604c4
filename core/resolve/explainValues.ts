import { formatPath } from "../documents/sourceMap.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import type { ExplainedValue } from "../results/resolve.ts";
import { leavesOf } from "./leaves.ts";
import { mergedManifest, originOfManifestValue, originsOf } from "./origins.ts";

/**
 * Every value at or below a path, with where it comes from.
 *
 * @param path a path as {@link formatPath} writes it: in the ResolvedTenant (`subscriptions[0].tier`), or in the manifest
 *   when it begins with `spec` or `metadata`. Empty for all of the ResolvedTenant.
 * @returns nothing when neither has such a path.
 */
export function explainValues(tenant: EstateTenant, estate: Estate, path: string): ExplainedValue[] {
  const inManifest = /^(?:spec|metadata)(?:[.[]|$)/.test(path);
  return leavesOf(inManifest ? mergedManifest(tenant) : tenant.resolved)
    .map((leaf) => ({ leaf, name: formatPath(leaf.path) }))
    .filter(({ name }) => isAtOrBelow(name, path))
    .map(({ leaf, name }) => ({
      path: name,
      value: leaf.value,
      origins: inManifest ? [originOfManifestValue(tenant, leaf.path)] : originsOf(tenant, estate, leaf.path),
    }));
}

/** The paths that {@link explainValues} takes for single values, to name the one that was meant. */
export function explainablePaths(tenant: EstateTenant): string[] {
  return [...leavesOf(tenant.resolved), ...leavesOf(mergedManifest(tenant))].map(({ path }) => formatPath(path));
}

function isAtOrBelow(name: string, path: string): boolean {
  return path === "" || name === path || name.startsWith(`${path}.`) || name.startsWith(`${path}[`);
}
