import { headOf } from "../../core/billing/ledger.ts";
import { counted } from "../../core/counted.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import type { LedgerDocument } from "../../core/results/invoices.ts";
import { ledgerPlaces, openLedger } from "../../fleet/billing/ledgerFiles.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { exitCodes, type Context } from "../context.ts";
import { billingTermsOf } from "../openLedger.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";

/** `invoice verify`: whether all that was issued is there as it was issued. */
export async function invoiceVerify(options: CommonOptions, context: Context): Promise<number> {
  const verb = "invoice verify";
  const { estate, directory } = openValidEstate(options, verb, context, { retired: "warning" });
  const { ledger, problems } = await openLedger(ledgerPlaces(directory), billingTermsOf(estate).numbering);
  const head = headOf(ledger.entries.length, ledger.last);
  const document: LedgerDocument = { verb, ...head, problems: [...problems] };
  if (options.json) context.print(visibleJson(document));
  else {
    for (const problem of problems) context.print(formatDiagnostic(problem));
    const end = head.last === null ? "" : `, the last is ${head.last} with SHA-256 ${head.digest ?? ""}`;
    const verdict = problems.length === 0 ? "All is as it was issued." : "It is not as it was issued.";
    context.print(`${counted(head.documents, "issued document")}${end}. ${verdict}`);
  }
  return problems.length === 0 ? exitCodes.done : exitCodes.findings;
}
