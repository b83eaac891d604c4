import { decimal, decimalText, sum, zero, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import { shares } from "../money/shares.ts";
import type { TenantCost } from "../results/cost.ts";
import type { Invoice } from "../results/invoice.ts";
import { monthsBetween, type FocusRow } from "./focusRow.ts";

/** Decimals of the shares of a cost, which add up to it whatever they are. */
const costDecimals = 4;

/**
 * Rows of what a tenant is billed with what they cost beside them, in columns of ours: a subscription's expected cost of a month divided
 * among its rows by what they bring, so that x_Cost adds up to the cost and x_Margin to what is left. A tenant billed in another currency
 * than its costs are in has no margins.
 *
 * @param rows of one invoice.
 * @param cost the tenant's, of one month.
 * @param period the invoice's: it costs as many months as it has.
 */
export function withMargins(rows: readonly FocusRow[], cost: TenantCost, period: Invoice["period"]): FocusRow[] {
  const months = monthsBetween(period.from, period.to);
  const parts = new Map<FocusRow, Decimal>();
  for (const { subscription, balance } of cost.subscriptions) {
    const own = rows.filter(
      (row) => row["SubAccountId"] === `${cost.tenant}/${subscription}` && row["BillingCurrency"] === cost.currency,
    );
    for (const [index, part] of divided(decimal(balance.cost.expected).times(months), own).entries()) {
      const row = own[index];
      if (row !== undefined) parts.set(row, part);
    }
  }
  return rows.map((row) => {
    const part = parts.get(row);
    return part === undefined ? row : { ...row, ...margin(decimal(row["BilledCost"] ?? "0"), part) };
  });
}

function divided(cost: Decimal, rows: readonly FocusRow[]): Decimal[] {
  if (rows.length === 0) return [];
  const brought = rows.map((row) => decimal(row["BilledCost"] ?? "0")).map((amount) => (amount.gt(0) ? amount : zero));
  // What brings nothing still costs something: its first row has all of it.
  const weights = sum(brought).gt(0) ? brought : rows.map((_, index) => decimal(index === 0 ? 1 : 0));
  return shares(cost.round(costDecimals), weights, costDecimals);
}

function margin(price: Decimal, cost: Decimal): FocusRow {
  const left = price.minus(cost);
  return {
    x_Cost: decimalText(cost, 2),
    x_Margin: decimalText(left, 2),
    ...(price.gt(0) && { x_MarginPercent: decimalText(quotient(left.times(100), price, 1, "half-even"), 1) }),
  };
}
