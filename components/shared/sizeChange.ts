import type { StatefulChange } from "../../core/kinds/serviceKind.ts";

/**
 * What another size means to a part with data, none of which shrinks; nothing where the size stays.
 *
 * @param property the property's path in the bundle, such as `databases.storageGiB`.
 * @param anew where to begin anew with a smaller one, such as `order a database of another name`.
 */
export function sizeChange(
  part: Pick<StatefulChange, "part" | "id">,
  property: string,
  was: number,
  becomes: number,
  anew: string,
): StatefulChange[] {
  if (was === becomes) return [];
  const shrinks = becomes < was;
  return [
    {
      ...part,
      effect: shrinks ? "shrunk" : "grown",
      property: `${property}: ${String(was)} → ${String(becomes)}`,
      fix: shrinks
        ? `Keep ${String(was)}; for less, ${anew} and move the data into it.`
        : "Let it grow in a change of its own.",
    },
  ];
}
