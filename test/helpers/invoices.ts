/** Invoices for tests: by hand, and with names that mean harm. */
import { creditNoteOf } from "../../core/billing/creditNoteOf.ts";
import { decimal, decimalText, sum, zero, type Decimal } from "../../core/money/amount.ts";
import { quotient, rounded } from "../../core/money/rounding.ts";
import type { Invoice, InvoiceLine, InvoiceTax } from "../../core/results/invoice.ts";

/** What decides a line's amount; the rest of it is filled in. */
export type LineOfTest = Partial<InvoiceLine> & Pick<InvoiceLine, "kind" | "quantity" | "unitPrice">;

/** A tax without what it comes to. */
export type TaxOfTest = Omit<InvoiceTax, "taxable" | "amount">;

/** Value added tax of 19 per cent. */
export const standardTax: TaxOfTest = { id: "de", name: "VAT 19 %", category: "S", percent: "19", reason: null };

/** Value added tax that the buyer owes. */
export const reverseCharge: TaxOfTest = {
  id: "reverse",
  name: "Reverse charge",
  category: "AE",
  percent: "0",
  reason: "Reverse charge: the buyer owes the tax (article 196 of Directive 2006/112/EC).",
};

const base: Omit<Invoice, "lines" | "net" | "taxes" | "tax" | "gross"> = {
  kind: "invoice",
  number: "NW-000042",
  corrects: null,
  reason: null,
  tenant: "acme",
  period: { from: "2026-11-01", to: "2026-12-01" },
  issued: "2026-12-02",
  due: "2026-12-16",
  currency: "EUR",
  rounding: { mode: "half-up", of: "line" },
  seller: {
    name: "Northwind Managed Services GmbH",
    street: "Kaistrasse 1",
    postalCode: "20457",
    city: "Hamburg",
    country: "DE",
    vatId: "DE123456789",
    registration: "HRB 123456",
    email: "billing@northwind.example",
    contact: { name: "Accounts", phone: "+49 40 5550100", email: "accounts@northwind.example" },
  },
  buyer: {
    name: "Acme Robotics AG",
    street: "Werkstrasse 7",
    postalCode: "10115",
    city: "Berlin",
    country: "DE",
    vatId: "DE987654321",
    registration: null,
    email: "invoices@acme.example",
    reference: "Robotics",
    order: "PO-7781",
  },
  payment: { iban: "DE02120300000000202051", bic: "BYLADEM1001", terms: "14 days net." },
  metered: [],
  notes: [],
};

/** An invoice of such lines, which are computed and added up by its rounding. */
export function invoiceWith(
  lines: readonly LineOfTest[],
  taxes: readonly TaxOfTest[],
  more: Partial<Invoice> = {},
): Invoice {
  const all = { ...base, ...more };
  const { mode, of } = all.rounding;
  const cents = (amount: Decimal): Decimal => rounded(amount, 2, mode);
  const sums = new Map<string, Decimal>();
  const whole = lines.map((line, index): InvoiceLine => {
    const { tax = taxes[0]?.id ?? "", per = "1" } = line;
    const exact = quotient(decimal(line.quantity).times(line.unitPrice), decimal(per), 20, "half-even");
    // Where the invoice is rounded as a whole, a line is what the rounded sum grows by with it.
    const before = sums.get(tax) ?? zero;
    sums.set(tax, before.plus(exact));
    const amount = of === "line" ? cents(exact) : cents(before.plus(exact)).minus(cents(before));
    const own = line.kind !== "minimum";
    return {
      id: String(index + 1),
      subscription: own ? "main" : null,
      service: own ? "iaas" : null,
      tier: own ? "standard@2" : null,
      item: `Item ${String(index + 1)}`,
      from: all.period.from,
      to: all.period.to,
      unit: line.kind === "meter" ? "GiB" : "month",
      explanation: `${line.quantity} × ${line.unitPrice}`,
      ...line,
      tax,
      per,
      amount: decimalText(amount, 2),
    };
  });
  const levied = taxes
    .filter(({ id }) => whole.some(({ tax }) => tax === id))
    .map((tax): InvoiceTax => {
      const taxable = sum(whole.filter((line) => line.tax === tax.id).map(({ amount }) => decimal(amount)));
      const amount = cents(taxable.times(tax.percent).div(100));
      return { ...tax, taxable: decimalText(taxable, 2), amount: decimalText(amount, 2) };
    });
  const net = sum(levied.map(({ taxable }) => decimal(taxable)));
  const tax = sum(levied.map(({ amount }) => decimal(amount)));
  const totals = { net: decimalText(net, 2), tax: decimalText(tax, 2), gross: decimalText(net.plus(tax), 2) };
  return { ...all, lines: whole, taxes: levied, ...totals };
}

/** The credit note that takes an invoice back as a whole. */
export function creditNote(invoice: Invoice): Invoice {
  const reason = "Billed twice.";
  return { ...creditNoteOf(invoice, reason), number: "NW-000043", issued: "2026-12-03", due: "2026-12-17" };
}

/** A flat price of half a month, an add-on, a meter, a discount and a credit. */
export function plainInvoice(more: Partial<Invoice> = {}): Invoice {
  return invoiceWith(
    [
      {
        kind: "flat",
        item: "iaas standard@2",
        quantity: "15",
        unit: "day",
        unitPrice: "490",
        per: "30",
        from: "2026-11-16",
      },
      { kind: "add-on", item: "more-buckets@1", quantity: "1", unitPrice: "25" },
      { kind: "meter", item: "Storage beyond what is included", quantity: "120.5", unitPrice: "0.0375" },
      { kind: "discount", item: "Discount of 10 %", quantity: "-1", unit: "one", unitPrice: "27.45" },
      { kind: "credit", item: "Credit for availability of October", quantity: "-1", unit: "one", unitPrice: "24.50" },
    ],
    [standardTax],
    more,
  );
}

/** Names and texts that would do harm if they were taken for markup, formulas or commands. */
export const hostileTexts: readonly string[] = [
  `<script>alert(1)</script>`,
  `"><img src=x onerror=alert(1)>`,
  "]]><x>&amp;<!--",
  '=HYPERLINK("http://example.invalid")',
  "+1\t@SUM(A1)",
  "\u202egnp.exe\u0000\ufffe",
  "#REG#\nsecond line, \"quoted\"; 'single'",
];

/** A plain invoice with such a text in every place that may have one. */
export function hostileInvoice(text: string): Invoice {
  const invoice = plainInvoice();
  return {
    ...invoice,
    seller: { ...invoice.seller, name: text, street: text, city: text },
    buyer: { ...invoice.buyer, name: text, street: text, city: text, reference: text, order: text },
    payment: { ...invoice.payment, terms: text },
    lines: invoice.lines.map((line) => ({ ...line, item: text, explanation: text, unit: text })),
    taxes: invoice.taxes.map((tax) => ({ ...tax, name: text })),
    notes: [{ subject: text, text }],
  };
}
