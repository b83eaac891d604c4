import { sum, type Decimal } from "../money/amount.ts";
import type { Invoice, InvoiceLine } from "../results/invoice.ts";
import type { Charge } from "./charge.ts";
import { creditCharges } from "./creditCharges.ts";
import { flatCharges } from "./flatCharges.ts";
import { meteredMonths } from "./meterCharges.ts";
import { minimumCharge } from "./minimum.ts";
import { acceptedCredits, changeNotes, silentMeters, usageNotes } from "./notes.ts";
import type { InvoiceOrder } from "./order.ts";
import { buyerOf, sellerOf } from "./parties.ts";
import { reductionsOf } from "./reductions.ts";
import { roundLines } from "./roundLines.ts";
import { taxedAt } from "./taxes.ts";
import { amountText, billingTerms, type BillingTerms } from "./terms.ts";

/**
 * The draft of an invoice: of flat prices, add-ons and metered use, less discounts, at least the agreed minimum; then late use of earlier
 * periods with its own discounts, and last what is given back. One tax applies to all of it.
 */
export function invoiceOf(order: InvoiceOrder): Invoice {
  const { billing, customer, period, tax } = order;
  const terms = billingTerms(billing, period);
  const flat = flatCharges(order, terms);
  const metered = meteredMonths(order, terms);
  const { credits, notes } = acceptedCredits(order);
  const charges = chargesOf(
    order,
    flat,
    metered.flatMap((month) => month.charges ?? []),
    terms,
  );
  charges.push(...creditCharges(credits, terms));

  const amounts = roundLines(charges, terms);
  const net = sum(amounts);
  const taxed = taxedAt(tax, net, terms);
  return {
    kind: "invoice",
    number: null,
    corrects: null,
    reason: null,
    tenant: order.tenant,
    period: { from: period.from, to: period.to },
    issued: null,
    due: null,
    currency: billing.currency,
    rounding: billing.rounding,
    seller: sellerOf(billing.seller),
    buyer: buyerOf(customer.buyer),
    payment: {
      iban: billing.seller.account.iban,
      bic: billing.seller.account.bic ?? null,
      terms: `Payable within ${String(billing.paymentDays)} days of the invoice's date.`,
    },
    lines: charges.map((charge, index) => lineOf(charge, { index, amount: amounts[index], tax: tax.id, terms })),
    net: amountText(net, terms),
    taxes: [taxed.tax],
    tax: amountText(taxed.amount, terms),
    gross: amountText(net.plus(taxed.amount), terms),
    metered: metered.flatMap((month) => (month.charges === undefined ? [] : [month.metered])),
    notes: [...changeNotes(flat, order, terms), ...usageNotes(metered, order), ...silentMeters(order, terms), ...notes],
  };
}

function chargesOf(
  order: InvoiceOrder,
  flat: readonly Charge[],
  metered: readonly Charge[],
  terms: BillingTerms,
): Charge[] {
  const current = [...flat, ...metered.filter(({ late }) => late !== true)];
  const late = metered.filter((charge) => charge.late === true);
  const reductions = reductionsOf(current, order, terms);
  const minimum = minimumCharge(current, reductions, order, terms);
  return [
    ...current,
    ...reductions.discounts,
    ...(minimum === undefined ? [] : [minimum]),
    ...late,
    ...reductionsOf(late, order, terms).discounts,
  ];
}

interface LineTerms {
  readonly index: number;
  readonly amount: Decimal | undefined;
  readonly tax: string;
  readonly terms: BillingTerms;
}

function lineOf({ line }: Charge, { index, amount, tax, terms }: LineTerms): InvoiceLine {
  const rounded = amount === undefined ? "0" : amountText(amount, terms);
  // What is an amount rather than a price of something is on the line as it was rounded with the others.
  const unitPrice = line.unit === "one" ? rounded.replace("-", "") : line.unitPrice;
  return { id: String(index + 1), ...line, unitPrice, amount: rounded, tax };
}
