import type { CommonChange, FleetDiffDocument, TenantDiff } from "../core/results/fleetDiff.ts";
import { count, propertyOf, sumOf, wordsOf } from "./fleetDiff.ts";
import { code } from "./markdown.ts";

/** The first line of the comment, by which it is found again and updated instead of being made anew. */
export const diffMarker = "<!-- tenantry:diff -->";

/** How much of a list is shown. */
const shown = { tenants: 10, resources: 5, paths: 5 } as const;

/** How long it may be in bytes of UTF-8: GitHub takes comments of up to 65,536 characters, and a bot adds to it. */
const mostBytes = 60_000;

/** The diff as one comment on a pull or merge request. What does not fit is counted. */
export function fleetDiffMarkdown(document: FleetDiffDocument, limit = mostBytes): string {
  const { base, changes, tenants, summary } = document;
  const heading = [
    diffMarker,
    `### Tenantry: ${sumOf(summary)}`,
    `Against ${code(base.reference)} (${code(base.commit.slice(0, 12))}), as the code predicts it: no target was asked.`,
  ].join("\n\n");
  const table = ["| What | Properties | Resources | Tenants |", "| --- | --- | --- | --- |"];
  const rows = changes.map(rowOf);
  const others = tenants.flatMap(lineOf);
  let used = bytes([heading, ...table].join("\n")) + 200;
  const fits = (line: string): boolean => {
    used += bytes(line) + 1;
    return used <= limit;
  };
  const keptRows = rows.filter(fits);
  const keptOthers = others.filter(fits);
  const left = rows.length + others.length - keptRows.length - keptOthers.length;
  return `${[
    heading,
    ...(keptRows.length > 0 ? [[...table, ...keptRows].join("\n")] : []),
    ...(keptOthers.length > 0 ? [keptOthers.join("\n")] : []),
    ...(left > 0 ? [`**And ${String(left)} more, which ${code("tenantry diff")} tells.**`] : []),
  ].join("\n\n")}\n`;
}

function rowOf(change: CommonChange): string {
  const { paths, values, resources, tenants, count: all } = change;
  const properties = listed(paths, shown.paths, (path) => short(propertyOf(path, values)));
  const kinds = listed(resources, shown.resources, ({ type, name }) => short(`${type} ${name}`));
  const ids = listed(tenants, shown.tenants, (id) => id);
  const cells = [
    code(short(wordsOf(change))),
    properties,
    `${String(all)}: ${kinds}`,
    `${String(tenants.length)}: ${ids}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function lineOf({ tenant, change, steps, error = "" }: TenantDiff): string[] {
  if (change === "added") return [`- ${code(tenant)}: new, with ${count(steps.length, "resource")}`];
  if (change === "removed") return [`- ${code(tenant)}: its manifest is gone; nothing is done to what it has`];
  return change === "unknown" ? [`- ${code(tenant)}: nothing can be said: ${code(short(error))}`] : [];
}

function listed<Item>(items: readonly Item[], most: number, toText: (item: Item) => string): string {
  const told = items.slice(0, most).map((item) => code(toText(item)));
  return items.length > most ? `${told.join(", ")} and ${String(items.length - most)} more` : told.join(", ");
}

function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
