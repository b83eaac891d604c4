import { visible } from "../../core/diagnostics/visible.ts";
import type { Evidence } from "../../core/results/evidence.ts";

/** A title for the whole: whose estate it is and of when. */
export function titleOf({ estate, time }: Evidence): string {
  return `Policy evidence of ${visible(estate.displayName)}, ${time}`;
}

/** What every report says of where it comes from, by names that stay. */
export function aboutOf({ estate, time, of, tool, trail }: Evidence): Readonly<Record<string, string>> {
  return {
    estate: visible(estate.name),
    time,
    judged: of,
    code: visible(tool.code),
    pack: visible(tool.pack),
    rules: tool.rules,
    catalogue: tool.catalogue,
    "trail-entries": String(trail.entries),
    "trail-head": trail.head ?? "none",
  };
}
