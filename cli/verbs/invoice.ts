import { resolve } from "node:path";

import type { Ledger } from "../../core/billing/ledger.ts";
import type { InvoicesDocument } from "../../core/results/invoices.ts";
import type { Invoice } from "../../core/results/invoice.ts";
import { totalsOf } from "../../core/billing/totals.ts";
import { clearManifests, type BilledUsage } from "../../fleet/billing/usageManifests.ts";
import { issueDocuments } from "../../fleet/billing/issueDocuments.ts";
import { ledgerPlaces, readIssued, type LedgerPlaces } from "../../fleet/billing/ledgerFiles.ts";
import type { Usage } from "../../fleet/billing/readUsage.ts";
import { stateDirectoryOf } from "../../fleet/stateDirectory.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatInvoices } from "../../reports/invoicesReport.ts";
import type { InvoiceOptions } from "../billingVerbs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { draftInvoices } from "../draftInvoices.ts";
import { writeInvoiceFiles } from "../invoiceFiles.ts";
import { dayOfIssue } from "../dayOfIssue.ts";
import { issuing } from "../exclusive.ts";
import { billingTermsOf, openSoundLedger } from "../openLedger.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { countProgress } from "../progress.ts";
import { readIncidents } from "../readIncidents.ts";
import { readUsageOf } from "../readUsageOf.ts";
import { selectOf } from "../selectedTenants.ts";

/** `invoice`: drafts the invoices of the selected tenants, all when none is named, for the period that a month lies in; or issues them. */
export async function invoice(ids: readonly string[], options: InvoiceOptions, context: Context): Promise<number> {
  const { period: month, issue = false, out, json } = options;
  if (month === undefined) throw new UserError("Say which month: --period 2026-11.");
  const opened = openValidEstate(options, "invoice", context, { retired: "warning" });
  const { estate, directory } = opened;
  const terms = billingTermsOf(estate);
  const { incidents: incidentsFile } = options;
  const incidents =
    incidentsFile === undefined ? undefined : readIncidents(incidentsFile, estate, json, context, "invoice");
  const { tenants } = await selectOf(opened, ids, options, context, { allByDefault: true });
  const document = await (issue ? issuing(stateDirectoryOf(directory), context, run) : run());
  if (out !== undefined) await writeFiles(out, document);
  context.print(json ? visibleJson(document) : formatInvoices(document));
  return exitCodes.done;

  /** Also of those that were issued before: an earlier run may have been killed before it wrote them. */
  async function writeFiles(name: string, { invoices, skipped }: InvoicesDocument): Promise<void> {
    const places = ledgerPlaces(directory);
    const earlier = issue
      ? skipped.flatMap(({ number }) => (number === null ? [] : [readIssued(places, number).document]))
      : [];
    await writeInvoiceFiles(resolve(context.workingDirectory, name), [...earlier, ...invoices], context);
  }

  async function run(): Promise<InvoicesDocument> {
    const { ledger, places } = await openSoundLedger(directory, terms, { verb: "invoice", json }, context);
    const judge = { estate, directory, ledger, places };
    const read =
      options.usage === undefined ? undefined : await readUsageOf(options.usage, options.quarantine, judge, context);
    try {
      const day = issue ? dayOfIssue(options.on, ledger, context) : undefined;
      const used = { sums: read?.usage.sums ?? [], missing: read?.usage.missing ?? [] };
      const { drafts, skipped } = await draftInvoices(
        { estate, tenants, month: month ?? "", ledger, incidents, over: day, ...used },
        context,
      );
      const invoices = day === undefined ? drafts : await issued(drafts, day, ledger, places, read?.usage);
      const usage =
        read === undefined
          ? null
          : { ...read.usage.counts, missing: [...read.usage.missing], quarantine: read.quarantine };
      return {
        verb: "invoice",
        period: month ?? "",
        issued: issue,
        invoices,
        skipped,
        usage,
        totals: totalsOf(invoices),
      };
    } finally {
      read?.usage.close();
    }
  }

  async function issued(
    drafts: readonly Invoice[],
    on: string,
    ledger: Ledger,
    places: LedgerPlaces,
    usage: Usage | undefined,
  ): Promise<Invoice[]> {
    clearManifests(places.manifests, new Set(ledger.entries.flatMap((entry) => entry.usage?.file ?? [])));
    const manifest = await usage?.writeManifest(places.manifests, billedBy(drafts));
    // Nothing more is asked of it, and it holds more memory than all else.
    usage?.close();
    const kept = manifest === undefined ? null : { file: manifest.name, digest: manifest.digest };
    const progress = countProgress("invoice", "invoices", drafts.length, context);
    try {
      const { numbering, paymentDays } = terms;
      const withUsage = drafts.map((draft) => ({ invoice: draft, usage: draft.metered.length === 0 ? null : kept }));
      const done = await issueDocuments(
        places,
        ledger,
        withUsage,
        { numbering, on, paymentDays },
        { issued: progress.onProgress },
      );
      return done.map(({ document }) => document);
    } finally {
      progress.end();
    }
  }
}

function* billedBy(drafts: readonly Invoice[]): Generator<BilledUsage> {
  for (const { tenant, metered } of drafts)
    for (const { subscription, meter, period } of metered) yield { tenant, subscription, meter, period };
}
