import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Invoice } from "../core/results/invoice.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { visibleJson } from "../reports/diagnostics/json.ts";
import { invoiceCsv } from "../reports/invoice/csv.ts";
import { invoiceXml } from "../reports/invoice/eInvoice.ts";
import { eInvoiceGaps } from "../reports/invoice/eInvoiceGaps.ts";
import { invoicePage } from "../reports/invoice/page.ts";
import type { Context } from "./context.ts";
import { countProgress } from "./progress.ts";

/**
 * Writes each invoice's files into a directory: JSON, CSV, a page to print and, once it is issued, the e-invoice. Those of a draft are
 * named after its tenant and period, others after the number.
 */
export async function writeInvoiceFiles(
  directory: string,
  invoices: readonly Invoice[],
  context: Context,
): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const progress = countProgress("invoice", "invoices' files", invoices.length, context);
  for (const [index, invoice] of invoices.entries()) {
    const name = invoice.number ?? `draft-${invoice.tenant}-${invoice.period.from}`;
    const path = join(directory, name);
    writeFileSync(`${path}.json`, `${visibleJson(invoice)}\n`);
    writeFileSync(`${path}.csv`, invoiceCsv(invoice));
    writeFileSync(`${path}.html`, invoicePage(invoice));
    const gaps = eInvoiceGaps(invoice);
    if (gaps.length === 0) writeFileSync(`${path}.xml`, await invoiceXml(invoice));
    else if (invoice.number !== null) context.note(visible(`${name} is no e-invoice. ${gaps.join(" ")}`));
    progress.onProgress(index + 1);
  }
  progress.end();
}
