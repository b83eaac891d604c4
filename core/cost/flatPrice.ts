import { decimal, sum, zero, type Decimal } from "../money/amount.ts";
import type { ResolvedSubscription, ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { CostGap } from "../results/cost.ts";
import { formatTier } from "../schema/tier.ts";
import type { Exchange } from "./exchange.ts";

/** What a subscription brings a month. */
export interface FlatPrice {
  readonly amount: Decimal;
  readonly gaps: readonly CostGap[];
}

/**
 * The flat price of a subscription and its add-ons for a whole month, in the currency that is exchanged into: less of it while suspended,
 * and nothing of a tenant that has left. What is billed by use, and what a customer has agreed on otherwise, is not in it.
 */
export function flatPrice(
  { tier, addOns, price }: ResolvedSubscription,
  state: ResolvedTenant["state"],
  exchange: Exchange,
): FlatPrice {
  if (state === "offboarded") return { amount: zero, gaps: [] };
  const percent = state === "suspended" ? decimal(price.suspendedPercent) : decimal(100);
  const gaps: CostGap[] = [];
  const amounts = [
    { name: formatTier(tier), price },
    ...addOns.map((addOn) => ({ name: formatTier(addOn), price: addOn.price })),
  ].map((sold) => {
    const { monthly, currency } = sold.price;
    const amount = decimal(monthly).times(percent).times("0.01");
    const exchanged = exchange.exchanged({ amount, example: false }, currency);
    if (exchanged !== undefined) return exchanged.amount;
    gaps.push({ subject: `price of ${sold.name}`, reason: `there is no exchange rate from ${currency}` });
    return zero;
  });
  return { amount: sum(amounts), gaps };
}
