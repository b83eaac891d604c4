import { decimal, decimalText, type Decimal } from "../money/amount.ts";
import { fraction } from "../money/fraction.ts";
import type { InvoiceTax } from "../results/invoice.ts";
import type { ConfiguredTax } from "../schema/billing.ts";
import type { Party } from "../schema/party.ts";
import { isInForce } from "./inForce.ts";
import { amountText, payable, type BillingTerms } from "./terms.ts";

/** The first configured tax that applies to a buyer on a day; undefined where none does. */
export function taxOf(
  taxes: readonly ConfiguredTax[],
  buyer: Pick<Party, "address" | "vatId">,
  day: string,
): ConfiguredTax | undefined {
  return taxes.find(
    (tax) =>
      isInForce(tax, day) &&
      (tax.buyers.countries?.includes(buyer.address.country) ?? true) &&
      (tax.buyers.vatId ?? buyer.vatId !== undefined) === (buyer.vatId !== undefined),
  );
}

/** What a tax comes to on an invoice: the per cent of all of its net, rounded once. */
export function taxedAt(
  { id, name, category, percent, reason }: ConfiguredTax,
  net: Decimal,
  terms: BillingTerms,
): {
  readonly tax: InvoiceTax;
  readonly amount: Decimal;
} {
  const amount = payable(fraction(net.times(decimal(percent)), 100), terms);
  const tax = {
    id,
    name,
    category,
    percent: decimalText(decimal(percent)),
    reason: reason ?? null,
    taxable: amountText(net, terms),
    amount: amountText(amount, terms),
  };
  return { tax, amount };
}
