import { visible } from "../core/diagnostics/visible.ts";
import type { OrphansDocument } from "../core/results/orphans.ts";
import { formatTable } from "./table.ts";

/** The end of `orphans`: a row an object that no state knows, then what could not be looked at. */
export function formatOrphans({ orphans, unasked, unlisted }: Omit<OrphansDocument, "verb">): string {
  const rows = orphans.map(({ stack, inEstate, cell, type, id, name, created, underWay }) => [
    visible(inEstate ? stack : `${stack} (not in the estate)`),
    cell,
    type,
    // Whoever can tag an object writes into this table.
    visible(name === id ? id : `${id} (${name})`),
    created ?? "-",
    underWay ? "under way" : "no",
  ]);
  const table =
    rows.length === 0
      ? "The targets hold nothing that no state knows."
      : formatTable(["STACK", "CELL", "TYPE", "OBJECT", "MADE", "IN A STATE"], rows);
  const failures = unasked.map(({ cell, error }) => visible(`${cell} could not be asked: ${error}`));
  return [table, failures.join("\n"), unlisted.join("\n")].filter((part) => part !== "").join("\n\n");
}
