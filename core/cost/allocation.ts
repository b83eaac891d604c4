import { percentOf, sum, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";

/** Decimals that shares of a cost have. */
export const shareDecimals = 10;

/** What somebody has ordered of something that is shared. */
export interface Claimed {
  readonly owner: string;
  readonly amount: Decimal;
}

/** A cost by who bears it: the shares and what is unsold add up to it exactly. */
export interface Allocation {
  /** In the order of the claims. */
  readonly shares: readonly Decimal[];
  /** What nobody has ordered, which the provider bears. */
  readonly unsold: Decimal;
  /** By what the cost is divided: what is meant to be sold, or what is claimed where that is more. Above zero. */
  readonly divisor: Decimal;
}

/**
 * Divides the cost of something that is shared by what is claimed of it. What is meant to be sold (the capacity times the target
 * utilisation) bears the cost, so that those who are there pay for the reserve that is never sold, and not for what is not sold yet.
 * Where more is claimed than that, the claims bear it alone.
 *
 * Each share is cut off after ten decimals, and what all of them lose stays with what is unsold. So no share depends on the remainders
 * of others: a higher cost never makes one smaller, as dividing by largest remainder may.
 *
 * @param capacity above zero.
 * @param targetPercent above zero.
 */
export function allocate(
  cost: Decimal,
  capacity: Decimal,
  targetPercent: Decimal,
  claims: readonly Claimed[],
): Allocation {
  const sellable = percentOf(capacity, targetPercent);
  const claimed = sum(claims.map(({ amount }) => amount));
  const divisor = claimed.gt(sellable) ? claimed : sellable;
  const shares = claims.map(({ amount }) => quotient(cost.times(amount), divisor, shareDecimals, "down"));
  return { shares, unsold: cost.minus(sum(shares)), divisor };
}
