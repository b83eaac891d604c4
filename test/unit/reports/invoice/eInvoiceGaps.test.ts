import { describe, expect, test } from "@jest/globals";

import { eInvoiceGaps } from "../../../../reports/invoice/eInvoiceGaps.ts";
import { invoiceWith, plainInvoice, reverseCharge, standardTax } from "../../../helpers/invoices.ts";

const flat = { kind: "flat", quantity: "1", unitPrice: "9" } as const;
const plain = plainInvoice();

describe("what keeps an invoice from being an e-invoice", () => {
  test("is nothing where all is there", () => {
    expect(eInvoiceGaps(plain)).toEqual([]);
    expect(eInvoiceGaps(invoiceWith([flat], [reverseCharge]))).toEqual([]);
  });

  test.each([
    ["a draft", plainInvoice({ number: null, issued: null }), "It is a draft: it has no number yet (BR-02, BR-03)."],
    [
      "only discounts",
      { ...plain, lines: plain.lines.filter(({ kind }) => kind === "discount") },
      "It has no line (BR-16).",
    ],
    [
      "a currency of three decimals",
      plainInvoice({ currency: "KWD" }),
      "Amounts in KWD have more than two decimals (BR-DEC-09).",
    ],
    ["no currency", plainInvoice({ currency: "EURO" }), '"EURO" is no currency of ISO 4217 (BR-CL-03).'],
    [
      "no country",
      plainInvoice({ buyer: { ...plain.buyer, country: "XX" } }),
      '"XX" is no country of ISO 3166-1 (BR-CL-14).',
    ],
    [
      "a VAT id without its country",
      plainInvoice({ seller: { ...plain.seller, vatId: "123" } }),
      'The VAT id "123" does not begin with its country (BR-CO-09).',
    ],
    [
      "no VAT id of the seller's",
      plainInvoice({ seller: { ...plain.seller, vatId: null } }),
      "The seller has no VAT id (BR-S-02).",
    ],
    [
      "reverse charge to nobody",
      invoiceWith([flat], [reverseCharge], { buyer: { ...plain.buyer, vatId: null } }),
      "The buyer has no VAT id, which it needs to owe the tax itself (BR-AE-02).",
    ],
    [
      "out of scope beside what is not",
      invoiceWith([flat, { ...flat, tax: "out" }], [standardTax, { ...reverseCharge, id: "out", category: "O" }]),
      "What is outside the scope of VAT may not stand beside what is not (BR-O-11).",
    ],
    [
      "no reason",
      invoiceWith([flat], [{ ...reverseCharge, reason: null }]),
      'The tax "Reverse charge" does not say why nothing is charged (BR-AE-10).',
    ],
    [
      "no terms",
      plainInvoice({ due: null, payment: { iban: null, bic: null, terms: " " } }),
      "It says neither when nor how it is to be paid (BR-CO-25).",
    ],
  ])("is told for %s", (_, invoice, gap) => {
    expect(eInvoiceGaps(invoice)).toEqual([gap]);
  });
});
