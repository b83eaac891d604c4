import { join } from "node:path";

import { recordChanges } from "../../core/billing/recordChanges.ts";
import { appendedText, newRecordText } from "../../core/billing/recordText.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { textOf, type SourceFile } from "../../core/documents/sourceFile.ts";
import type { EstateTenant } from "../../core/estate/estate.ts";
import type { BillingRecordDocument, RecordedTenant } from "../../core/results/billingRecord.ts";
import type { BillingChange } from "../../core/schema/billingRecord.ts";
import { createFile } from "../../fleet/files.ts";
import { formatRecorded } from "../../reports/billingRecordReport.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import type { BillingRecordOptions } from "../billingRecordVerbs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { editedText, replaceManifest } from "../manifestFile.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { selectOf, type OpenedEstate } from "../selectedTenants.ts";

/**
 * Appends to each selected tenant's billing record what its manifest says differently. One after the other: a run that is killed has
 * written some of them wholly, and the next writes the others. What is refused of one keeps no other.
 */
export async function billingRecord(
  ids: readonly string[],
  options: BillingRecordOptions,
  context: Context,
): Promise<number> {
  // A version that is retired is billed while it runs: to say so is for the verbs that run.
  const opened = openValidEstate(options, "billing record", context, { retired: "warning" });
  const { tenants } = await selectOf(opened, ids, options, context);
  const files = new Map(opened.files.map((file) => [file.name, file]));
  const recorded = tenants.map((tenant) => record(tenant, { ...opened, files }, options, context));
  const document: BillingRecordDocument = { verb: "billing record", tenants: recorded };
  context.print(options.json ? visibleJson(document) : formatRecorded(document));
  if (options.dryRun && recorded.some(({ added }) => added.length > 0)) context.note("Nothing is written.");
  const refused = recorded.filter((one) => one.refused !== null).length;
  if (refused === 0) return exitCodes.done;
  return refused === recorded.length ? exitCodes.findings : exitCodes.someFailed;
}

function record(
  tenant: EstateTenant,
  opened: Omit<OpenedEstate, "files"> & { readonly files: ReadonlyMap<string, SourceFile> },
  options: BillingRecordOptions,
  context: Context,
): RecordedTenant {
  const { id } = tenant.resolved;
  const existing = opened.estate.billing.records.get(id);
  const name = existing?.document.name ?? `billing/records/${id}.yaml`;
  const changes = existing?.manifest.spec.changes ?? [];
  const told = { tenant: id, file: join(options.estate, name) };
  const result = recordChanges(tenant, changes, options.on ?? context.today, options.on !== undefined);
  if ("refused" in result) return { ...told, added: [], written: false, refused: result.refused };
  const { added } = result;
  if (added.length === 0 || options.dryRun) return { ...told, added: [...added], written: false, refused: null };
  try {
    const file = opened.files.get(name);
    if (file === undefined) create(id, join(opened.directory, name), added);
    else append(opened.directory, file, changes.length, added);
    return { ...told, added: [...added], written: true, refused: null };
  } catch (error) {
    // What the disk does not let be done for one tenant keeps no other.
    if (!(error instanceof UserError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return { ...told, added: [], written: false, refused: error instanceof Error ? error.message : String(error) };
  }
}

function create(id: string, path: string, changes: readonly BillingChange[]): void {
  if (createFile(path, newRecordText(id, changes))) return;
  throw new UserError(visible(`${path} was made meanwhile, and is left as it is. Run this again.`));
}

function append(directory: string, file: SourceFile, count: number, added: readonly BillingChange[]): void {
  replaceManifest(directory, file, editedText(appendedText(textOf(file), count, added), file));
}
