import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { PriceBookRefreshDocument } from "../core/results/priceBookRefresh.ts";
import { formatTable } from "./table.ts";

/** The end of `pricebook refresh`: what has become other in the book, and what the list does not say. */
export function formatRefresh(document: PriceBookRefreshDocument): string {
  const { list, region, file, written, changed, unchanged, notes, missing } = document;
  const source = `${list.offer} in ${region}, version ${list.version}, published ${list.published}`;
  const rows = changed.map(({ rate, before, after }) => [rate, before ?? "-", after]);
  const parts = [
    written
      ? `${visible(file)} is written from the price list of ${source}.`
      : `${visible(file)} stays as it is: it has what the price list of ${source} says.`,
    ...(rows.length === 0 ? [] : [formatTable(["RATE", "BEFORE", "NOW"], rows)]),
    ...(unchanged === 0 ? [] : [`${counted(unchanged, "rate")} ${unchanged === 1 ? "is" : "are"} as before.`]),
    ...(notes.length === 0 ? [] : [notes.map(({ rate, text }) => `${rate}: ${text}.`).join("\n")]),
    ...(missing.length === 0 ? [] : [`The list does not give: ${missing.join(", ")}.`]),
  ];
  return parts.join("\n\n");
}
