import { decimal, decimalText, sum, type Decimal } from "../money/amount.ts";
import { decimalsOf, rounded } from "../money/rounding.ts";
import type { Balance, CostLine } from "../results/cost.ts";
import type { Costed } from "./costLine.ts";
import { hourlyText, percentText } from "./figures.ts";
import type { FlatPrice } from "./flatPrice.ts";

/**
 * Price, cost and margin of one subscription. Lines are exact, and here alone they are rounded: each sum to its currency's decimals,
 * halves up. What is put together of subscriptions adds up what was rounded, so that what is shown adds up.
 */
export function balanceOf(price: FlatPrice, { lines, gaps }: Costed, currency: string): Balance {
  const decimals = decimalsOf(currency);
  const total = (of: readonly CostLine[], bound: keyof CostLine["quantity"]): Decimal => {
    const exact = sum(of.map(({ amount }) => decimal(amount?.[bound] ?? "0")));
    return rounded(exact, decimals, "half-up");
  };
  const text = (amount: Decimal): string => decimalText(amount, decimals);
  const paid = rounded(price.amount, decimals, "half-up");
  const expected = total(lines, "expected");
  const margin = paid.minus(expected);
  const support = lines.filter(({ source }) => source === "support" || source === "tools");
  return {
    price: text(paid),
    cost: { low: text(total(lines, "low")), expected: text(expected), high: text(total(lines, "high")) },
    support: text(total(support, "expected")),
    margin: text(margin),
    marginPercent: percentText(margin, paid),
    hourly: hourlyText(expected),
    example: price.example || lines.some(({ example }) => example),
    gaps: [...price.gaps, ...gaps],
  };
}
