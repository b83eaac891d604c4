import type { Demand } from "../kinds/serviceKind.ts";
import { decimal, decimalText, sum } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import { amountGranted } from "../resolve/grants.ts";

/**
 * How much of what a tier grants an order comes to, in per cent with one decimal: the mean over all entitlements that orders count
 * against. What a tier does not grant counts for nothing.
 */
export function useOf(demand: Readonly<Record<string, Demand>>, entitlements: unknown): string {
  const granted = Object.entries(demand).flatMap(([name, { amount }]) => {
    const limit = amountGranted(entitlements, name);
    return limit > 0 ? [quotient(decimal(amount).times(100), decimal(limit), 6, "half-up")] : [];
  });
  if (granted.length === 0) return "0.0";
  return decimalText(quotient(sum(granted), decimal(granted.length), 1, "half-up"), 1);
}
