import type { StatefulChange } from "../../core/kinds/serviceKind.ts";

/** Parts with data that are ordered by name: which of them come and go. `what` is such as `bucket`, `property` such as `buckets`. */
export function orderedParts(
  what: string,
  property: string,
  running: readonly string[],
  wanted: readonly string[],
): StatefulChange[] {
  const change = (effect: "removed" | "added", name: string): StatefulChange => ({
    effect,
    part: `${what} "${name}"`,
    property: `${property}: ${effect === "removed" ? `${name} → none` : `none → ${name}`}`,
    fix:
      effect === "removed" ? "Order it again, or end it in a change of its own." : "Order it in a change of its own.",
  });
  return [
    ...running.filter((name) => !wanted.includes(name)).map((name) => change("removed", name)),
    ...wanted.filter((name) => !running.includes(name)).map((name) => change("added", name)),
  ];
}
