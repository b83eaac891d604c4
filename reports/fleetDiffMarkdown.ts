import { counted } from "../core/counted.ts";
import type { MoneyChange } from "../core/results/costs.ts";
import type { CommonChange, FleetDiffDocument, TenantDiff } from "../core/results/fleetDiff.ts";
import { moneyLines } from "./moneyMarkdown.ts";
import { propertyOf, sumOf, wordsOf } from "./fleetDiff.ts";
import { bytesOf, code, commentBytes, listed, short } from "./markdown.ts";

/** The first line of the comment, by which it is found again and updated instead of being made anew. */
export const diffMarker = "<!-- tenantry:diff -->";

/** How much of a list is shown. */
const shown = { tenants: 10, resources: 5, paths: 5 } as const;

/** The diff as one comment on a pull or merge request. What does not fit is counted. */
export function fleetDiffMarkdown(document: FleetDiffDocument, limit = commentBytes): string {
  const { base, changes, tenants, summary } = document;
  const heading = [
    diffMarker,
    `### Tenantry: ${sumOf(summary)}`,
    `Against ${code(base.reference)} (${code(base.commit.slice(0, 12))}), as the code predicts it: no target was asked.`,
  ].join("\n\n");
  const table = ["| What | Properties | Resources | Tenants |", "| --- | --- | --- | --- |"];
  const rows = changes.map(rowOf);
  const others = [...moneyLines(moneyOf(tenants)), ...tenants.flatMap(lineOf)];
  let used = bytesOf([heading, ...table].join("\n")) + 200;
  const fits = (line: string): boolean => {
    used += bytesOf(line) + 1;
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

function moneyOf(tenants: readonly TenantDiff[]): (readonly [string, MoneyChange])[] {
  return tenants.flatMap(({ tenant, money }) => (money === undefined ? [] : [[tenant, money] as const]));
}

function rowOf(change: CommonChange): string {
  const { paths, values, resources, tenants, count: all } = change;
  const properties = paths.map((path) => short(propertyOf(path, values)));
  const kinds = resources.map(({ type, name }) => short(`${type} ${name}`));
  const cells = [
    code(short(wordsOf(change))),
    listed(properties, shown.paths),
    `${String(all)}: ${listed(kinds, shown.resources)}`,
    `${String(tenants.length)}: ${listed(tenants, shown.tenants)}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function lineOf({ tenant, change, steps, error = "" }: TenantDiff): string[] {
  if (change === "added") return [`- ${code(tenant)}: new, with ${counted(steps.length, "resource")}`];
  if (change === "removed") return [`- ${code(tenant)}: its manifest is gone; nothing is done to what it has`];
  return change === "unknown" ? [`- ${code(tenant)}: nothing can be said: ${code(short(error))}`] : [];
}
