import { decimal, decimalText } from "../money/amount.ts";
import type { Invoice } from "../results/invoice.ts";

/** The draft of the credit note that takes an invoice back as a whole: all its quantities and amounts, negated. */
export function creditNoteOf(invoice: Invoice, reason: string): Invoice {
  return {
    ...invoice,
    kind: "credit-note",
    number: null,
    corrects: invoice.number,
    reason,
    issued: null,
    due: null,
    lines: invoice.lines.map((line) => ({
      ...line,
      quantity: negated(line.quantity),
      amount: negated(line.amount),
    })),
    net: negated(invoice.net),
    taxes: invoice.taxes.map((tax) => ({ ...tax, taxable: negated(tax.taxable), amount: negated(tax.amount) })),
    tax: negated(invoice.tax),
    gross: negated(invoice.gross),
    metered: invoice.metered.map((one) => ({ ...one, quantity: negated(one.quantity) })),
    notes: [],
  };
}

/** An amount with its sign turned and its decimals kept. */
function negated(amount: string): string {
  return decimalText(decimal(amount).times(-1), amount.split(".")[1]?.length ?? 0);
}
