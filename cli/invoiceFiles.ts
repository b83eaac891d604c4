import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Invoice } from "../core/results/invoice.ts";
import { visibleJson } from "../reports/diagnostics/json.ts";

/** Writes each invoice's files into a directory: of a draft they are named after its tenant and period, of others after the number. */
export function writeInvoiceFiles(directory: string, invoices: readonly Invoice[]): void {
  mkdirSync(directory, { recursive: true });
  for (const invoice of invoices) {
    const name = invoice.number ?? `draft-${invoice.tenant}-${invoice.period.from}`;
    writeFileSync(join(directory, `${name}.json`), `${visibleJson(invoice)}\n`);
  }
}
