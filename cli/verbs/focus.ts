import { resolve } from "node:path";

import { serviceKinds } from "../../components/registry.ts";
import { daysOfMonth } from "../../core/billing/period.ts";
import { plusDays } from "../../core/calendarDays.ts";
import { estateCosts, type EstateCosts } from "../../core/cost/estateCosts.ts";
import { counted } from "../../core/counted.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { focusColumnsOf, type FocusColumn } from "../../core/focus/columns.ts";
import { costRows } from "../../core/focus/costRows.ts";
import type { FocusRow } from "../../core/focus/focusRow.ts";
import type { FocusDocument } from "../../core/results/focus.ts";
import { replaceFile } from "../../fleet/files.ts";
import { writeParquet } from "../../fleet/focus/writeParquet.ts";
import { focusCsv } from "../../reports/focus/csv.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { priceRows } from "../focusPrices.ts";
import type { FocusOptions } from "../focusVerbs.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { requirePriceBooks } from "../requirePriceBooks.ts";
import { selectOf, type SelectedTenants } from "../selectedTenants.ts";

type Exported = Pick<FocusDocument, "drafts" | "skipped" | "gaps"> & { readonly rows: readonly FocusRow[] };

/**
 * `focus`: exports what the selected tenants, all when none is named, are billed for a month, or what the provider pays for them in one,
 * by the rates of its last day.
 */
export async function focus(ids: readonly string[], options: FocusOptions, context: Context): Promise<number> {
  const { period, of, format, json } = options;
  if (format === "parquet" && options.out === undefined) throw new UserError("Parquet is not printed: say --out FILE.");
  const opened = openValidEstate(options, "focus", context, { retired: "warning" });
  const selected = await selectOf(opened, ids, options, context, { allByDefault: true });
  const { estate } = opened;
  const days = daysOfMonth(period);
  const hasCosts = estate.costs.priceBooks.length > 0;
  if (of === "cost") requirePriceBooks(estate);
  const costs = estateCosts(estate, serviceKinds, plusDays(days.to, -1));
  const { rows, ...others } =
    of === "price"
      ? { ...(await priceRows(selected, options, hasCosts ? costs : undefined, context)), gaps: [] }
      : costsOf(selected, costs, days);
  const columns = focusColumnsOf(options.focus, of);
  const file = options.out === undefined ? null : resolve(context.workingDirectory, options.out);
  if (file !== null) await write(file, rows, columns, options);
  const document: FocusDocument = {
    verb: "focus",
    focus: options.focus,
    of,
    period,
    columns: columns.map(({ name }) => name),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
    ...others,
    file,
    ...(selected.selection !== undefined && { selection: selected.selection }),
  };
  tell(document, context);
  // Texts stand as they are, as in the files, and JSON escapes what would break a line.
  if (json) context.print(JSON.stringify(document));
  else if (file === null) context.print(focusCsv(rows, columns).trimEnd());
  else context.print(visible(`${counted(rows.length, "row")} of FOCUS ${options.focus} are in ${file}.`));
  return exitCodes.done;
}

function costsOf(
  { estate, tenants }: SelectedTenants,
  costs: EstateCosts,
  period: { readonly from: string; readonly to: string },
): Exported {
  const provider = estate.manifest.metadata.displayName;
  const all = tenants.map(({ resolved, manifest }) => {
    const terms = { kinds: serviceKinds, provider, tenantName: manifest.metadata.displayName, period };
    return { tenant: resolved.id, ...costRows(costs.costOf(resolved), terms) };
  });
  return {
    rows: all.flatMap(({ rows }) => rows),
    gaps: all.flatMap(({ tenant, gaps }) => gaps.map((gap) => ({ tenant, ...gap }))),
    drafts: [],
    skipped: [],
  };
}

async function write(
  file: string,
  rows: readonly FocusRow[],
  columns: readonly FocusColumn[],
  { format, out = file }: FocusOptions,
): Promise<void> {
  try {
    await (format === "parquet" ? writeParquet(file, rows, columns) : replaceFile(file, focusCsv(rows, columns)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(visible(`${out} cannot be written: ${code ?? message}.`));
  }
}

/** What whoever reads the rows has to know of them. */
function tell({ drafts, skipped, gaps }: FocusDocument, context: Context): void {
  if (drafts.length > 0) context.note(`Of drafts, as nothing is issued for them yet: ${drafts.join(", ")}.`);
  for (const { tenant, reason } of skipped) context.note(visible(`No rows of ${tenant}: ${reason}`));
  for (const { tenant, subject, reason } of gaps) context.note(visible(`${tenant}: no cost of ${subject}: ${reason}`));
}
