import { decimal, sum, zero, type Decimal } from "./amount.ts";
import { quotient } from "./rounding.ts";

/**
 * Divides an amount by weights so that the shares add up to it exactly: each gets its share rounded down to the given decimals, and
 * the smallest units that are left go to those that lost most by it, among equals to the first (largest remainder).
 *
 * @param amount not negative, and with no more than the given decimals.
 * @param weights none negative, and one at least above zero.
 * @throws RangeError for weights or an amount that are not so.
 */
export function shares(amount: Decimal, weights: readonly Decimal[], decimals: number): Decimal[] {
  const whole = sum(weights);
  if (whole.lte(0) || weights.some((weight) => weight.lt(0)))
    throw new RangeError("weights are not negative, and one is above zero");
  const unit = decimal(10).pow(-decimals);
  if (amount.lt(0) || !amount.mod(unit).eq(0)) {
    throw new RangeError(`${amount.toFixed()} is negative or has more than ${String(decimals)} decimals`);
  }
  const cut = weights.map((weight) => quotient(amount.times(weight), whole, decimals, "down"));
  const lost = weights.map((weight, index) => amount.times(weight).minus((cut[index] ?? zero).times(whole)));
  const left = Number(amount.minus(sum(cut)).div(unit).toFixed(0));
  const first = lost
    .map((remainder, index) => ({ remainder, index }))
    .toSorted((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index)
    .slice(0, left);
  const more = new Set(first.map(({ index }) => index));
  return cut.map((share, index) => (more.has(index) ? share.plus(unit) : share));
}
