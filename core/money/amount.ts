import Big from "big.js";

/**
 * An exact decimal number: an amount of money in a currency's main unit, a rate, or a quantity. Sums, differences and products are
 * exact; a quotient is not, so that `quotient` alone divides, and rounds once.
 */
export type Decimal = Big;

/**
 * The decimal that a number or a text was written as.
 *
 * @throws RangeError for what is no finite decimal number, as no schema lets through.
 */
export function decimal(written: number | string): Decimal {
  try {
    return new Big(String(written));
  } catch (error) {
    throw new RangeError(`"${String(written)}" is no decimal number`, { cause: error });
  }
}

/** Nothing. */
export const zero: Decimal = decimal(0);

/** The exact sum; nothing for none. */
export function sum(amounts: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** So many per cent of an amount, exact. */
export function percentOf(amount: Decimal, percent: Decimal | number): Decimal {
  return amount.times(decimal(percent.toString())).times("0.01");
}

/** As plain text without an exponent, with at least so many decimals: zeros fill up, and nothing is rounded. */
export function decimalText(amount: Decimal, decimals = 0): string {
  const plain = amount.toFixed();
  const text = amount.eq(0) ? plain.replace("-", "") : plain;
  const [, part = ""] = text.split(".");
  return part.length >= decimals ? text : amount.toFixed(decimals).replace(/^-(?=0\.?0*$)/, "");
}
