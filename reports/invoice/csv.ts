import { stringify } from "csv-stringify/sync";

import { visible } from "../../core/diagnostics/visible.ts";
import type { Invoice, InvoiceLine, InvoiceTax } from "../../core/results/invoice.ts";

const columns = [
  "record",
  "invoice",
  "tenant",
  "line",
  "kind",
  "subscription",
  "service",
  "tier",
  "item",
  "from",
  "to",
  "quantity",
  "unit",
  "unit price",
  "per",
  "amount",
  "currency",
  "tax",
  "tax percent",
  "explanation",
] as const;

type Row = Readonly<Partial<Record<(typeof columns)[number], string>>>;

/**
 * An invoice or a credit note as comma-separated values (RFC 4180) with a heading: a row each line, each tax, each note, and then the
 * totals. Numbers stand as the invoice has them. Text that a spreadsheet would take for a formula has an apostrophe before it.
 *
 * @param invoice a draft has no number; the column is then empty.
 */
export function invoiceCsv(invoice: Invoice): string {
  const { number, tenant, currency, net, tax, gross } = invoice;
  const taxes = new Map(invoice.taxes.map((one) => [one.id, one]));
  const about: Row = { invoice: text(number ?? ""), tenant: text(tenant), currency: text(currency) };
  const totals = Object.entries({ net, tax, gross }).map(([kind, amount]): Row => ({ record: "total", kind, amount }));
  const rows = [
    ...invoice.lines.map((line) => lineRow(line, taxes.get(line.tax))),
    ...invoice.taxes.map(taxRow),
    ...invoice.notes.map((note): Row => ({ record: "note", item: text(note.subject), explanation: text(note.text) })),
    ...totals,
  ].map((row) => ({ ...about, ...row }));
  return stringify(rows, { columns: [...columns], header: true, record_delimiter: "windows" });
}

function lineRow(line: InvoiceLine, tax: InvoiceTax | undefined): Row {
  return {
    record: "line",
    line: text(line.id),
    kind: line.kind,
    subscription: text(line.subscription ?? ""),
    service: text(line.service ?? ""),
    tier: text(line.tier ?? ""),
    item: text(line.item),
    from: line.from,
    to: line.to,
    quantity: line.quantity,
    unit: text(line.unit),
    "unit price": line.unitPrice,
    per: line.per,
    amount: line.amount,
    tax: text(tax?.name ?? line.tax),
    "tax percent": tax?.percent ?? "",
    explanation: text(line.explanation),
  };
}

function taxRow({ name, percent, category, taxable, amount, reason }: InvoiceTax): Row {
  return {
    record: "tax",
    kind: category,
    item: text(`${name} of ${taxable}`),
    amount,
    tax: text(name),
    "tax percent": percent,
    explanation: text(reason ?? ""),
  };
}

/** Text from outside: everything in it can be seen, and no spreadsheet computes it. Numbers do not come here, and keep their sign. */
function text(written: string): string {
  const shown = visible(written);
  return /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(shown) ? `'${shown}` : shown;
}
