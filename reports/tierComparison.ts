import stringWidth from "string-width";

import { visible } from "../core/diagnostics/visible.ts";
import { isMapping } from "../core/documents/sourceMap.ts";
import type { ServiceTiers, TierEntry } from "../core/results/tiers.ts";
import { formatTier } from "../core/schema/tier.ts";
import { meterText, money } from "./money.ts";
import { formatTable } from "./table.ts";

/** A cell's text is wrapped at this width, so that long summaries leave room for other tiers. */
const cellWidth = 27;

/** Spaces between columns; see `formatTable`. */
const gap = 2;

/**
 * The tiers of services side by side: a column a tier, a row each thing in which they may differ. Tiers that do not fit into the
 * width stand in a further table below.
 *
 * @param width how many characters a line may have.
 */
export function formatTierComparison(services: readonly ServiceTiers[], width: number): string {
  return services.map((service) => formatService(service, width)).join("\n\n");
}

function formatService({ service, title, tiers }: ServiceTiers, width: number): string {
  const heading = `${service}: ${title}`;
  if (tiers.length === 0) return `${heading}\nNo tier can be had.`;
  const rows = rowsOf(tiers).map(({ label, cells }) => ({ label, cells: cells.map(wrap) }));
  const columns = tiers.map((tier, index) => [headingOf(tier), ...rows.map(({ cells }) => cells[index] ?? "-")]);
  const labels = ["", ...rows.map(({ label }) => label)];
  const tables = sideBySide(columns, width - widthOf(labels)).map((together) => {
    const [head = [], ...body] = labels.map((label, index) => [
      label,
      ...together.map((column) => column[index] ?? ""),
    ]);
    return formatTable(head, body);
  });
  return [heading, ...tables].join("\n\n");
}

function headingOf(tier: TierEntry): string {
  return formatTier(tier).toUpperCase();
}

/** The columns in groups, each as many as fit into the width, and at least one. */
function sideBySide(columns: readonly (readonly string[])[], width: number): (readonly string[])[][] {
  const groups: (readonly string[])[][] = [];
  let left = 0;
  for (const column of columns) {
    const needed = widthOf(column) + gap;
    const last = groups.at(-1);
    if (last === undefined || needed > left) {
      groups.push([column]);
      left = width - needed;
    } else {
      last.push(column);
      left -= needed;
    }
  }
  return groups;
}

/** How wide the widest line of a column is, in columns of a terminal. */
function widthOf(column: readonly string[]): number {
  return Math.max(...column.flatMap((cell) => cell.split("\n")).map((line) => stringWidth(line)));
}

interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

function rowsOf(tiers: readonly TierEntry[]): Row[] {
  const row = (label: string, textOf: (tier: TierEntry) => string): Row => ({ label, cells: tiers.map(textOf) });
  const meters = unique(tiers.flatMap(({ price }) => price.meters.map(({ meter }) => meter)));
  return [
    row("summary", ({ summary }) => summary),
    row("isolation", ({ isolation }) => isolation),
    row("price a month", ({ price }) => money(price.monthly, price.currency)),
    ...meters.map((name) =>
      row(`price of ${name}`, ({ price: { meters: all, currency } }) => {
        const found = all.find(({ meter }) => meter === name);
        return found === undefined ? "-" : meterText(found, currency);
      }),
    ),
    ...(tiers.some(({ price }) => price.suspendedPercent !== 100)
      ? [row("price while suspended", ({ price }) => `${String(price.suspendedPercent)} %`)]
      : []),
    row("support plan", ({ support }) => support.plan),
    row("support hours", ({ support }) => support.hours),
    ...(["critical", "high", "normal"] as const).map((severity) =>
      row(`first response, ${severity}`, ({ support }) => duration(support.firstResponseMinutes[severity])),
    ),
    row("availability", ({ sla }) => `${String(sla.availability)} %`),
    row("recovery point", ({ sla }) => `${String(sla.rpoHours)} h`),
    row("recovery time", ({ sla }) => `${String(sla.rtoHours)} h`),
    ...leafRows("entitlement", tiers, ({ entitlements }) => entitlements),
    ...leafRows("feature", tiers, ({ features }) => features),
    row("add-ons", ({ addOns }) =>
      addOns.map((addOn) => `${formatTier(addOn)}: ${money(addOn.monthly, addOn.currency)}`).join("\n"),
    ),
    row("moves", ({ moves }) => moves.map(({ to, when }) => `${to}: ${when}`).join("\n")),
    row("status", status),
  ];
}

/** A row for each leaf that one of the tiers has, such as `feature backup.schedule`. */
function leafRows(
  what: string,
  tiers: readonly TierEntry[],
  partOf: (tier: TierEntry) => Readonly<Record<string, unknown>>,
): Row[] {
  const leaves = tiers.map((tier) => new Map(leavesOf(partOf(tier), "")));
  const names = unique(leaves.flatMap((map) => [...map.keys()]));
  return names.map((name) => ({ label: `${what} ${name}`, cells: leaves.map((map) => plain(map.get(name))) }));
}

/** Values by their paths. What lies in a list of named things, such as a size of machines, is one value: its settings in a line. */
function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (!isMapping(value)) return [[path, value]];
  const settings = Object.entries(value);
  if (path.includes(".") && settings.every(([, setting]) => !isMapping(setting))) {
    return [[path, settings.map(([key, setting]) => `${key} ${plain(setting)}`).join(", ")]];
  }
  return settings.flatMap(([key, part]) => leavesOf(part, path === "" ? key : `${path}.${key}`));
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);
}

function status({ state, deprecated, retired, successor }: TierEntry): string {
  const dates = {
    deprecated: deprecated === undefined ? "" : ` since ${deprecated}`,
    retired: retired === undefined ? "" : ` since ${retired}`,
  };
  return [
    state === "deprecated" || state === "retired" ? `${state}${dates[state]}` : state,
    ...(state !== "retired" && state !== "deprecated" && deprecated !== undefined
      ? [`deprecated on ${deprecated}`]
      : []),
    ...(state !== "retired" && retired !== undefined ? [`retired on ${retired}`] : []),
    ...(successor === undefined ? [] : [`successor ${successor}`]),
  ].join("\n");
}

/** `90 min` or `4 h`. */
function duration(minutes: number): string {
  if (minutes >= 60 && minutes % 60 === 0) return `${String(minutes / 60)} h`;
  return `${String(minutes)} min`;
}

/** The text in lines that are no wider than a cell, unless one word is. */
function wrap(text: string): string {
  const lines = (text === "" ? "-" : text).split("\n").flatMap((line) =>
    visible(line)
      .split(" ")
      .reduce<string[]>((done, word) => {
        const last = done.at(-1);
        const longer = `${last ?? ""} ${word}`;
        return last === undefined || stringWidth(longer) > cellWidth ? [...done, word] : [...done.slice(0, -1), longer];
      }, []),
  );
  return lines.join("\n");
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
