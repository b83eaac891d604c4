import { decimal, zero, type Decimal } from "./amount.ts";
import { quotient, type RoundingMode } from "./rounding.ts";

/** An exact quotient, such as a price for 11 of 31 days: nothing of it is lost until it is rounded. The divisor is above zero. */
export interface Fraction {
  readonly dividend: Decimal;
  readonly divisor: Decimal;
}

/**
 * A decimal, or an exact part of one.
 *
 * @param divisor above zero; 1 when absent.
 * @throws RangeError for a divisor that is not.
 */
export function fraction(dividend: Decimal, divisor: Decimal | number = 1): Fraction {
  const by = decimal(String(divisor));
  if (by.lte(0)) throw new RangeError(`${by.toFixed()} divides nothing`);
  return { dividend, divisor: by };
}

/** The exact sum; nothing for none. */
export function sumOf(fractions: Iterable<Fraction>): Fraction {
  let total = fraction(zero);
  for (const { dividend, divisor } of fractions) {
    // Parts of one period have one divisor: it does not grow.
    total = divisor.eq(total.divisor)
      ? { dividend: total.dividend.plus(dividend), divisor }
      : {
          dividend: total.dividend.times(divisor).plus(dividend.times(total.divisor)),
          divisor: total.divisor.times(divisor),
        };
  }
  return total;
}

/** The exact difference. */
export function less(from: Fraction, taken: Fraction): Fraction {
  return sumOf([from, { dividend: taken.dividend.times(-1), divisor: taken.divisor }]);
}

/** The exact product. */
export function product(a: Fraction, b: Fraction): Fraction {
  return { dividend: a.dividend.times(b.dividend), divisor: a.divisor.times(b.divisor) };
}

/** The smaller one. */
export function smaller(a: Fraction, b: Fraction): Fraction {
  return isAbove(a, b) ? b : a;
}

/** Whether the first is above the second. */
export function isAbove(a: Fraction, b: Fraction): boolean {
  return a.dividend.times(b.divisor).gt(b.dividend.times(a.divisor));
}

/** Rounded, once. */
export function roundedFraction({ dividend, divisor }: Fraction, decimals: number, mode: RoundingMode): Decimal {
  return quotient(dividend, divisor, decimals, mode);
}
