import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { moneyChangeTable } from "./moneyText.ts";
import type { CommonChange, DiffSummary, FleetDiffDocument, PropertyValues } from "../core/results/fleetDiff.ts";

/** How much of a list is shown. */
const shown = { tenants: 3, resources: 6, paths: 8 } as const;

/**
 * The end of `diff`: each change once, with how many resources and tenants have it, then tenants that come or go, then the sum.
 *
 * @param allTenants whether every tenant of a change is named.
 */
export function formatFleetDiff(document: FleetDiffDocument, allTenants = false): string {
  const { base, changes, tenants, summary } = document;
  const of = (change: (typeof tenants)[number]["change"]) => tenants.filter((each) => each.change === change);
  const others = [
    ...of("added").map(({ tenant, steps }) => `${tenant}: new, with ${counted(steps.length, "resource")}`),
    ...of("removed").map(({ tenant }) => `${tenant}: its manifest is gone; nothing is done to what it has`),
    ...of("unknown").map(({ tenant, error = "" }) => `${tenant}: nothing can be said: ${error}`),
  ];
  const money = moneyChangeTable(
    tenants.flatMap(({ tenant, money: change }) => (change === undefined ? [] : [[tenant, change] as const])),
  );
  const blocks = [
    ...changes.map((change) => blockOf(change, allTenants)),
    ...(others.length > 0 ? [others.map(visible).join("\n")] : []),
    ...(money === "" ? [] : [money]),
    `${sumOf(summary)}, against ${visible(base.reference)} (${base.commit.slice(0, 12)})`,
  ];
  return blocks.join("\n\n");
}

/** `2 of 9 tenants would change: 3 to create, 1 to replace`. */
export function sumOf(summary: DiffSummary): string {
  const { added, changed, unchanged, unknown, removed, refused } = summary;
  const total = added + changed + unchanged + unknown;
  const operations = (["create", "update", "replace", "delete"] as const).flatMap((op) =>
    summary[op] > 0 ? [`${String(summary[op])} to ${op}`] : [],
  );
  const more = [
    ...(refused > 0 ? [`${String(refused)} of them refused`] : []),
    ...(removed > 0 ? [`${counted(removed, "tenant")} removed`] : []),
    ...(unknown > 0 ? [`${String(unknown)} unknown`] : []),
  ];
  const resources = operations.length === 0 ? "" : `: ${operations.join(", ")}`;
  const changing = `${String(added + changed)} of ${counted(total, "tenant")} would change`;
  return [`${changing}${resources}`, ...more].join(", ");
}

/** What is done and why, in words: `replace because of cidrBlock`. */
export function wordsOf({
  op,
  causes,
  refused,
  retained,
}: Pick<CommonChange, "op" | "causes" | "refused" | "retained">): string {
  const because = causes.length > 0 ? ` because of ${causes.join(", ")}` : "";
  return `${op}${because}${refused ? " (refused: it is protected)" : ""}${retained ? " (the object stays)" : ""}`;
}

/** A property with what it was and becomes, where that is told. */
export function propertyOf(path: string, values: readonly PropertyValues[] | undefined): string {
  const value = values?.find((each) => each.path === path);
  if (value === undefined) return path;
  if (value.secret) return `${path}: a secret`;
  const after = value.unknown ? "known when it is made" : told(value.after);
  return `${path}: ${told(value.before)} → ${after}`;
}

function blockOf(change: CommonChange, allTenants: boolean): string {
  const { paths, values, resources, tenants, count: all } = change;
  const [kept, left] = [paths.slice(0, shown.paths), paths.length - shown.paths];
  const ids = allTenants ? tenants : tenants.slice(0, shown.tenants);
  const others = tenants.length - ids.length;
  const named = others > 0 ? `${ids.join(", ")} and ${String(others)} more` : ids.join(", ");
  const kinds = resources.slice(0, shown.resources);
  const more = resources.length - kinds.length;
  return [
    wordsOf(change),
    `  ${counted(all, "resource")} of ${counted(tenants.length, "tenant")}: ${named}`,
    ...kinds.map(({ type, name, count: of }) => `  ${type} ${name}${of === tenants.length ? "" : ` (${String(of)})`}`),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
    ...kept.map((path) => `    ${propertyOf(path, values)}`),
    ...(left > 0 ? [`    and ${String(left)} more`] : []),
  ]
    .map(visible)
    .join("\n");
}

function told(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
