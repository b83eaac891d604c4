import { quarantineReasons, type MissingUsage } from "../core/billing/usage.ts";
import { counted } from "../core/counted.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { UsageCounts, UsageDocument } from "../core/results/usage.ts";
import { shortList } from "./shortList.ts";
import { formatTable } from "./table.ts";

/** The end of `usage check`: what was used, what does not count, and how many records there were. */
export function formatUsage({ sums, missing, quarantine, ...counts }: UsageDocument): string {
  const listed = shortList(sums, "sums");
  const rows = listed.first.map(({ tenant, subscription, meter, period, quantity, records }) => [
    `${tenant}/${subscription}`,
    meter,
    period,
    quantity,
    String(records),
  ]);
  const table =
    rows.length === 0
      ? "Nothing counts that is not billed yet."
      : formatTable(["SUBSCRIPTION", "METER", "PERIOD", "QUANTITY", "RECORDS"], rows);
  return [[table, ...listed.rest].join("\n"), ...formatMissing(missing, quarantine), formatCounts(counts)].join("\n\n");
}

/** What does not count, by reason; nothing where all does. */
export function formatMissing(missing: readonly MissingUsage[], quarantine: string | null): string[] {
  if (missing.length === 0) return [];
  const listed = shortList(missing, "reasons");
  const rows = listed.first.map(({ tenant, subscription, meter, period, reason, records, quantity }) => [
    visible(`${tenant ?? "?"}/${subscription ?? "?"}`),
    visible(meter ?? "?"),
    period ?? "?",
    String(records),
    quantity ?? "?",
    `${reason}: ${quarantineReasons[reason]}`,
  ]);
  return [
    `Does not count:\n${formatTable(["SUBSCRIPTION", "METER", "PERIOD", "RECORDS", "QUANTITY", "WHY"], rows)}`,
    ...listed.rest,
    ...(quarantine === null ? [] : [`Kept in ${visible(quarantine)}`]),
  ];
}

/** How many records there were, in a sentence. */
export function formatCounts({ files, records, counted: counts, repeated, billed, quarantined }: UsageCounts): string {
  const parts = [
    `${String(counts)} count`,
    ...(repeated === 0 ? [] : [`${String(repeated)} came again`]),
    ...(billed === 0 ? [] : [`${String(billed)} are billed already`]),
    `${String(quarantined)} do not count`,
  ];
  return `${counted(records, "usage record")} in ${counted(files, "file")}: ${parts.join(", ")}.`;
}
