import { hoursPerMonth } from "../kinds/consumption.ts";
import { decimal, decimalText, sum, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { Balance, CostGap } from "../results/cost.ts";

/** Decimals of what is divided: of an hour's cost, which is small. */
const hourlyDecimals = 4;

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
    hourly: decimalText(quotient(cost.expected, decimal(hoursPerMonth), hourlyDecimals, "half-up"), hourlyDecimals),
    example: balances.some(({ example }) => example),
    gaps: distinctGaps(balances.flatMap(({ gaps }) => gaps)),
  };
}

/** A part of a whole in per cent with one decimal; null where the whole is 0. */
export function percentText(part: Decimal, whole: Decimal): string | null {
  return whole.eq(0) ? null : decimalText(quotient(part.times(100), whole, 1, "half-up"), 1);
}

function distinctGaps(gaps: readonly CostGap[]): CostGap[] {
  const all = new Map(gaps.map((gap) => [JSON.stringify([gap.subject, gap.reason]), gap]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}
