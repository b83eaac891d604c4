import type { StatefulChange } from "../../core/kinds/serviceKind.ts";

/** A part with data: the name that it is ordered by, and the one that it has on its target. */
export interface OrderedPart {
  readonly name: string;
  readonly physicalName: string;
}

/** What such parts are called. */
export interface PartWords {
  /** The part, such as `bucket`. */
  readonly part: string;
  /** Their list in the bundle, such as `buckets`. */
  readonly list: string;
  /** The field of the target's name in it, such as `bucketName`. */
  readonly physicalName: string;
}

/**
 * What happens to parts with data that are ordered by name: which come and go, and which would be made anew because their name on
 * the target would be another.
 */
export function orderedParts(
  words: PartWords,
  running: readonly OrderedPart[],
  wanted: readonly OrderedPart[],
): StatefulChange[] {
  const part = (name: string): string => `${words.part} "${name}"`;
  const change = (effect: "removed" | "added", name: string): StatefulChange => ({
    effect,
    part: part(name),
    id: `${words.list}/${name}`,
    property: `${words.list}: ${effect === "removed" ? `${name} → none` : `none → ${name}`}`,
    fix:
      effect === "removed" ? "Order it again, or end it in a change of its own." : "Order it in a change of its own.",
  });
  const twinOf = (parts: readonly OrderedPart[], name: string): OrderedPart | undefined =>
    parts.find((other) => other.name === name);
  const renamed = running.flatMap(({ name, physicalName }): StatefulChange[] => {
    const twin = twinOf(wanted, name);
    if (twin === undefined || twin.physicalName === physicalName) return [];
    const property = `${words.list}.${words.physicalName}: ${physicalName} → ${twin.physicalName}`;
    return [{ effect: "replaced", part: part(name), property, fix: "Keep what its name is made of." }];
  });
  const removed = running.filter(({ name }) => twinOf(wanted, name) === undefined);
  const added = wanted.filter(({ name }) => twinOf(running, name) === undefined);
  return [
    ...renamed,
    ...removed.map(({ name }) => change("removed", name)),
    ...added.map(({ name }) => change("added", name)),
  ];
}
