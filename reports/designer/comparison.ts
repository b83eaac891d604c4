import { visible } from "../../core/diagnostics/visible.ts";
import { isMapping } from "../../core/documents/sourceMap.ts";
import type { DesignedService } from "../../core/results/designer.ts";
import type { TierEntry } from "../../core/results/tiers.ts";
import { formatTier } from "../../core/schema/tier.ts";
import { row, table } from "../html/parts.ts";
import type { Markup } from "../html/markup.ts";
import { money } from "../money.ts";

/** The tiers of a service side by side: a column a tier, a row each thing in which they may differ. */
export function comparison({ title, tiers }: DesignedService): Markup {
  const entries = tiers.map(({ tier }) => tier);
  const line = (label: string, textOf: (tier: TierEntry) => string): Markup =>
    row(visible(label), ...entries.map((tier) => visible(textOf(tier))));
  const granted = names(entries.map(({ entitlements }) => entitlements));
  const switched = names(entries.map(({ features }) => features));
  return table(
    visible(`${title}: the tiers side by side`),
    ["What", ...entries.map((tier) => visible(formatTier(tier)))],
    [
      line("Summary", ({ summary }) => summary),
      line("Price a month", ({ price }) => money(price.monthly, price.currency)),
      line("Pays up to", (tier) => paysUpTo(tiers.find((one) => one.tier === tier)?.paysUpTo ?? null)),
      line("Support", ({ support }) => `${support.plan}, ${support.hours}`),
      line("First response, critical", ({ support }) => `${String(support.firstResponseMinutes.critical)} min`),
      line("Availability", ({ sla }) => `${String(sla.availability)} %`),
      line("Isolation", ({ isolation }) => isolation),
      ...granted.map((name) => line(`Grants: ${name}`, ({ entitlements }) => plain(valueOf(entitlements, name)))),
      ...switched.map((name) => line(`Has: ${name}`, ({ features }) => plain(valueOf(features, name)))),
    ],
  );
}

/** Up to which use a tier pays for itself, in words. */
export function paysUpTo(percent: number | null): string {
  if (percent === null) return "no use";
  return percent === 100 ? "full use" : `${String(percent)} % of what it grants`;
}

function names(all: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(all.flatMap((one) => Object.keys(one)))];
}

function valueOf(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function plain(value: unknown): string {
  if (value === undefined || value === false) return "–";
  if (value === true) return "yes";
  if (Array.isArray(value)) return value.map(plain).join(", ") || "–";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (!isMapping(value)) return "–";
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${plain(part)}`)
    .join("; ");
}
