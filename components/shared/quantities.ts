import type { Range } from "../../core/kinds/consumption.ts";
import { decimal, sum, zero, type Decimal } from "../../core/money/amount.ts";
import { quotient } from "../../core/money/rounding.ts";

/** Decimals that what is divided is rounded to: of a GiB, a thousand bytes or so. */
const decimals = 6;

/** A quantity that is known. */
export function exactly(amount: number): Range {
  return { low: amount, expected: amount, high: amount };
}

/** The product, without the errors of binary fractions. */
export function times(...factors: readonly (Range | number)[]): Range {
  return each((bound) => factors.reduce<Decimal>((product, factor) => product.times(at(factor, bound)), decimal(1)));
}

/** The sum, without the errors of binary fractions; nothing for none. */
export function plus(...parts: readonly (Range | number)[]): Range {
  return each((bound) => sum(parts.map((part) => at(part, bound))));
}

/** So many per cent of a quantity. */
export function percentOf(percent: Range, quantity: Range | number): Range {
  return times(percent, quantity, 0.01);
}

/** A quantity divided by a number above zero, rounded to six decimals. */
export function dividedBy(quantity: Range, divisor: number): Range {
  return each((bound) => quotient(at(quantity, bound), decimal(divisor), decimals, "half-up"));
}

/** What a quantity is above another, bound by bound; nothing where it is below. */
export function beyond(quantity: Range, included: Range): Range {
  return each((bound) => {
    const more = at(quantity, bound).minus(at(included, bound));
    return more.lt(0) ? zero : more;
  });
}

/**
 * What backups come to that are kept for so many days: all of it once, and of each day what has changed, which is how backups of
 * disks, buckets, file systems and databases are kept.
 */
export function keptBackups(whole: Range, changedPercent: Range, days: number): Range {
  return plus(whole, times(percentOf(changedPercent, whole), days));
}

function each(of: (bound: keyof Range) => Decimal): Range {
  return { low: of("low").toNumber(), expected: of("expected").toNumber(), high: of("high").toNumber() };
}

function at(quantity: Range | number, bound: keyof Range): Decimal {
  return decimal(typeof quantity === "number" ? quantity : quantity[bound]);
}
