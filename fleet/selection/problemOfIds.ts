import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { visible } from "../../core/diagnostics/visible.ts";

/** How a selection names ids. */
interface NamedIds {
  readonly given: readonly string[];
  /** Those of them that have to be there. */
  readonly exact: readonly string[];
  readonly all: boolean;
}

/**
 * What is wrong with the ids of a selection; undefined when nothing is.
 *
 * @param isAsked whether anything is asked for at all.
 */
export function problemOfIds(
  what: "tenant" | "cell",
  known: readonly string[],
  { given, exact, all }: NamedIds,
  isAsked: boolean,
): string | undefined {
  if (all && given.length > 0) return "Both ids and --all are given; give one of them.";
  if (!isAsked) return `No ${what} is named. Give one or more ids, or --all.`;
  const unknown = exact.filter((id) => !known.includes(id));
  if (unknown.length === 0) return undefined;
  const told = unknown.map((id) => `The estate has no ${what} "${id}". ${didYouMean(id, known) ?? ""}`.trim());
  return visibleLines([...told, `${what === "tenant" ? "Tenants" : "Cells"}: ${listed(known)}.`]);
}

/** How many values a message lists before it says how many more there are. */
const most = 20;

/** Values for people, by commas; the first of many. */
export function listed(values: readonly string[]): string {
  if (values.length === 0) return "none";
  const more = values.length - most;
  return `${values.slice(0, most).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

function visibleLines(lines: readonly string[]): string {
  return lines.map(visible).join("\n");
}
