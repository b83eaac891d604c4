/** Structural difference of two property trees, by property path. */
import { isList, isProperties, sameValue, Unknown, type Properties, type Value } from "./values.ts";

/** What happened at one path. */
export interface Change {
  /** `tags.Name`, `routes[0].cidrBlock`, `metadata.labels["app.kubernetes.io/name"]`. */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
}

function step(parent: string, name: string): string {
  if (!/^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name)) return `${parent}[${JSON.stringify(name)}]`;
  return parent === "" ? name : `${parent}.${name}`;
}

function compare(path: string, before: Value | undefined, after: Value | undefined, changes: Change[]): void {
  if (sameValue(before, after)) return;
  if (before === undefined || before === null) changes.push({ path, kind: "add" });
  else if (after === undefined || after === null) changes.push({ path, kind: "delete" });
  else if (isProperties(before) && isProperties(after)) compareProperties(path, before, after, changes);
  else if (isList(before) && isList(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      compare(`${path}[${String(index)}]`, before[index], after[index], changes);
    }
  } else if (after instanceof Unknown || !sameValue(before, after)) changes.push({ path, kind: "update" });
}

function compareProperties(path: string, before: Properties, after: Properties, changes: Change[]): void {
  for (const name of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    compare(step(path, name), before[name], after[name], changes);
  }
}

/** All changed leaves from `before` to `after`, in path order. Unknown values count as changed. */
export function differences(before: Properties, after: Properties): Change[] {
  const changes: Change[] = [];
  compareProperties("", before, after, changes);
  return changes;
}

/** True when `path` is `prefix` itself or lies below it. */
export function isAtOrBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`);
}

/** First step of a path: `tags.Name` → `tags`. */
export function topLevel(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

/**
 * The part of the live properties that the old inputs speak about, which is what a refresh records as inputs. In
 * `wholeMaps` (free-form maps such as tags) every live key counts; elsewhere keys that nobody declared are left out.
 */
export function projectInputs(live: Properties, declared: Properties, wholeMaps: readonly string[] = []): Properties {
  const projected: Properties = {};
  for (const [name, value] of Object.entries(declared)) {
    // The SDKs' own inputs have two underscores in front and never show in the target.
    const current = name.startsWith("__") ? value : live[name];
    if (current === undefined || current === null) continue;
    projected[name] = wholeMaps.includes(name) ? current : projectValue(current, value);
  }
  for (const name of wholeMaps) {
    const current = live[name];
    if (projected[name] === undefined && isProperties(current) && Object.keys(current).length > 0)
      projected[name] = current;
  }
  return projected;
}

function projectValue(live: Value, declared: Value): Value {
  if (isProperties(live) && isProperties(declared)) return projectInputs(live, declared);
  if (isList(live) && isList(declared) && live.length === declared.length) {
    return live.map((item, index) => projectValue(item, declared[index] ?? null));
  }
  return live;
}
