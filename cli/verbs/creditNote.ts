import { creditNoteOf } from "../../core/billing/creditNoteOf.ts";
import type { LedgerEntry } from "../../core/billing/ledger.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { CreditNoteDocument } from "../../core/results/invoices.ts";
import { printedLine } from "../../core/schema/party.ts";
import { issueDocuments } from "../../fleet/billing/issueDocuments.ts";
import { readIssued } from "../../fleet/billing/ledgerFiles.ts";
import { stateDirectoryOf } from "../../fleet/stateDirectory.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import type { CreditNoteOptions } from "../billingVerbs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { dayOfIssue } from "../dayOfIssue.ts";
import { issuing } from "../exclusive.ts";
import { billingTermsOf, openSoundLedger } from "../openLedger.ts";
import { openValidEstate } from "../openValidEstate.ts";

/** `credit-note`: takes an issued invoice back as a whole. Of one that is taken back already it says by what. */
export async function creditNote(number: string, options: CreditNoteOptions, context: Context): Promise<number> {
  const verb = "credit-note";
  const reason = printedLine.safeParse(options.reason);
  if (!reason.success) throw new UserError("--reason is one line of at most 200 characters that can be seen.");
  const { estate, directory } = openValidEstate(options, verb, context, { retired: "warning" });
  const terms = billingTermsOf(estate);
  const [issued, isNew] = await issuing(stateDirectoryOf(directory), context, async () => {
    const { ledger, places } = await openSoundLedger(directory, terms, { verb, json: options.json }, context);
    const earlier = ledger.entries.find(({ corrects }) => corrects === number);
    if (earlier !== undefined) return [readIssued(places, earlier.number), false] as const;
    requireInvoice(number, ledger.entries);
    const draft = creditNoteOf(readIssued(places, number).document, reason.data);
    const { numbering, paymentDays } = terms;
    const day = dayOfIssue(options.on, ledger, context);
    const drafts = [{ invoice: draft, usage: null }];
    const [document] = await issueDocuments(places, ledger, drafts, { numbering, on: day, paymentDays });
    if (document === undefined) throw new Error("a credit note was issued and is not there");
    return [document, true] as const;
  });
  const document: CreditNoteDocument = { verb, document: issued.document };
  const { gross, currency, number: own } = issued.document;
  if (options.json) context.print(visibleJson(document));
  else {
    const how = isNew ? "is taken back by" : "was taken back already by";
    context.print(`${number} ${how} ${own}: ${gross} ${currency}.`);
  }
  return exitCodes.done;
}

function requireInvoice(number: string, entries: readonly LedgerEntry[]): void {
  const found = entries.find((entry) => entry.number === number);
  if (found?.kind === "invoice") return;
  if (found !== undefined) throw new UserError(`${number} is a credit note itself; invoices are taken back.`);
  const advice =
    didYouMean(
      number,
      entries.map((entry) => entry.number),
    ) ?? "";
  throw new UserError(visible(`No invoice ${number} has been issued. ${advice}`.trim()));
}
