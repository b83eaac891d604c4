import { decimal, decimalText, sum, type Decimal } from "../money/amount.ts";
import type { Balance, CostGap } from "../results/cost.ts";
import { hourlyText, percentText } from "./figures.ts";

/**
 * Several balances as one, all in one currency. Amounts add up exactly; what is a quotient of them is computed anew from the sums, and
 * what is an example or missing anywhere is so in the whole.
 */
export function sumBalances(balances: readonly Balance[]): Balance {
  const total = (of: (balance: Balance) => string): Decimal => sum(balances.map((balance) => decimal(of(balance))));
  const price = total((balance) => balance.price);
  const cost = {
    low: total((balance) => balance.cost.low),
    expected: total((balance) => balance.cost.expected),
    high: total((balance) => balance.cost.high),
  };
  const margin = price.minus(cost.expected);
  return {
    price: decimalText(price, 2),
    cost: {
      low: decimalText(cost.low, 2),
      expected: decimalText(cost.expected, 2),
      high: decimalText(cost.high, 2),
    },
    support: decimalText(
      total((balance) => balance.support),
      2,
    ),
    margin: decimalText(margin, 2),
    marginPercent: percentText(margin, price),
    hourly: hourlyText(cost.expected),
    example: balances.some(({ example }) => example),
    gaps: distinctGaps(balances.flatMap(({ gaps }) => gaps)),
  };
}

function distinctGaps(gaps: readonly CostGap[]): CostGap[] {
  const all = new Map(gaps.map((gap) => [JSON.stringify([gap.subject, gap.reason]), gap]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}
