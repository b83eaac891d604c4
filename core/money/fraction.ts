import { decimal, zero, type Decimal } from "./amount.ts";
import { quotient, type RoundingMode } from "./rounding.ts";

/** An exact quotient, such as a price for 11 of 31 days: nothing of it is lost until it is rounded. The divisor is whole, above zero. */
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
  const scale = tenTo(decimalsIn(by));
  return { dividend: dividend.times(scale), divisor: by.times(scale) };
}

/** The exact sum; nothing for none. */
export function sumOf(fractions: Iterable<Fraction>): Fraction {
  let total = fraction(zero);
  for (const part of fractions) total = added(total, part);
  return total;
}

/** Over the least common divisor: a product would double the digits with each part of another. */
function added(a: Fraction, b: Fraction): Fraction {
  if (b.dividend.eq(0)) return a;
  if (a.dividend.eq(0)) return b;
  if (a.divisor.eq(b.divisor)) return { dividend: a.dividend.plus(b.dividend), divisor: a.divisor };
  const [one, other] = [wholeOf(a.divisor), wholeOf(b.divisor)];
  const common = commonDivisor(one, other);
  const [byA, byB] = [decimalOf(other / common), decimalOf(one / common)];
  return { dividend: a.dividend.times(byA).plus(b.dividend.times(byB)), divisor: a.divisor.times(byA) };
}

/** The exact difference. */
export function less(from: Fraction, taken: Fraction): Fraction {
  return sumOf([from, { dividend: taken.dividend.times(-1), divisor: taken.divisor }]);
}

/** The exact product, in lowest terms. */
export function product(a: Fraction, b: Fraction): Fraction {
  return reduced({ dividend: a.dividend.times(b.dividend), divisor: a.divisor.times(b.divisor) });
}

/**
 * How many times the second the first is, exact and in lowest terms.
 *
 * @throws RangeError for a second that is not above zero.
 */
export function ratio(a: Fraction, b: Fraction): Fraction {
  return reduced(fraction(a.dividend.times(b.divisor), a.divisor.times(b.dividend)));
}

/** With the smallest whole numbers: what is divided again and again would have ever more digits. */
function reduced({ dividend, divisor }: Fraction): Fraction {
  const scale = tenTo(decimalsIn(dividend));
  const [whole, by] = [wholeOf(dividend.times(scale)), wholeOf(divisor.times(scale))];
  const common = commonDivisor(whole < 0n ? -whole : whole, by);
  return { dividend: decimalOf(whole / common), divisor: decimalOf(by / common) };
}

/** How many digits a decimal has after the point. */
function decimalsIn({ c: digits, e: exponent }: Decimal): number {
  return Math.max(0, digits.length - 1 - exponent);
}

const tenTo = (power: number): Decimal => decimal(`1e${String(power)}`);
const wholeOf = (amount: Decimal): bigint => BigInt(amount.toFixed());
const decimalOf = (whole: bigint): Decimal => decimal(String(whole));

/** The greatest whole number that divides both; neither is negative, and the second is above zero. */
function commonDivisor(a: bigint, b: bigint): bigint {
  let [greater, smaller] = [a, b];
  while (smaller > 0n) [greater, smaller] = [smaller, greater % smaller];
  return greater;
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
