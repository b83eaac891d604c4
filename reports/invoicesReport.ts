import { counted } from "../core/counted.ts";
import type { Invoice } from "../core/results/invoice.ts";
import type { InvoicesDocument } from "../core/results/invoices.ts";
import { shortList } from "./shortList.ts";
import { formatTable } from "./table.ts";
import { formatCounts, formatMissing } from "./usageReport.ts";

/** The end of `invoice`: a row an invoice, what its reader has to know, who gets none and why, what usage is missing, and all together. */
export function formatInvoices({ period, issued, invoices, skipped, usage, totals }: InvoicesDocument): string {
  const listed = shortList(invoices, "invoices");
  const table =
    invoices.length === 0
      ? `No invoice of ${period} ${issued ? "was issued" : "is to be issued"}.`
      : formatTable(["TENANT", "NUMBER", "PERIOD", "LINES", "NET", "TAX", "GROSS", "NOTES"], listed.first.map(rowOf));
  const notes = shortList(
    invoices.flatMap(({ tenant, notes: all }) => all.map(({ subject, text }) => `${tenant}: ${subject}: ${text}`)),
    "notes",
  );
  const none = shortList(
    skipped.map(({ tenant, reason }) => `${tenant} gets none. ${reason}`),
    "tenants that get none",
  );
  return [
    [table, ...listed.rest].join("\n"),
    [...notes.first, ...notes.rest].join("\n"),
    [...none.first, ...none.rest].join("\n"),
    ...(usage === null ? [] : [...formatMissing(usage.missing, usage.quarantine), formatCounts(usage)]),
    totals
      .map(({ currency, invoices: all, net, tax, gross }) => {
        const what = counted(all, issued ? "invoice" : "draft");
        return `${what} in ${currency}: ${net} net, ${tax} tax, ${gross} together`;
      })
      .join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function rowOf({ tenant, number, period, lines, net, tax, gross, currency, notes }: Invoice): string[] {
  const dates = `${period.from} to ${period.to}`;
  return [
    tenant,
    number ?? "draft",
    dates,
    String(lines.length),
    net,
    tax,
    `${gross} ${currency}`,
    String(notes.length),
  ];
}
