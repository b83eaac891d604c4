import { decimal, percentOf, sum, zero, type Decimal } from "../money/amount.ts";
import type { ResolvedSubscription, ResolvedTenant } from "../resolve/resolvedTenant.ts";
import type { CostGap } from "../results/cost.ts";
import { formatTier } from "../schema/tier.ts";
import type { Exchange } from "./exchange.ts";

/** What a subscription brings a month. */
export interface FlatPrice {
  readonly amount: Decimal;
  /** Whether it was brought into its currency by an exchange rate that is an example. */
  readonly example: boolean;
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
  if (state === "offboarded") return { amount: zero, example: false, gaps: [] };
  const percent = state === "suspended" ? price.suspendedPercent : 100;
  const sold = [{ tier, price }, ...addOns.map((addOn) => ({ tier: addOn, price: addOn.price }))];
  const parts = sold.map(({ tier: of, price: { monthly, currency } }) => {
    const amount = percentOf(decimal(monthly), percent);
    const gap = { subject: `price of ${formatTier(of)}`, reason: `there is no exchange rate from ${currency}` };
    return exchange.exchanged({ amount, example: false }, currency) ?? { amount: zero, example: false, gap };
  });
  return {
    amount: sum(parts.map(({ amount }) => amount)),
    example: parts.some(({ example }) => example),
    gaps: parts.flatMap((part) => ("gap" in part ? [part.gap] : [])),
  };
}
