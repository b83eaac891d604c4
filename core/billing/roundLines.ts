import { zero, type Decimal } from "../money/amount.ts";
import { fraction, sumOf } from "../money/fraction.ts";
import type { Charge } from "./charge.ts";
import { payable, type BillingTerms } from "./terms.ts";

/**
 * The amounts of an invoice's lines, which add up to its net to the smallest unit. Where lines are rounded, each is by itself. Where the
 * invoice is, its exact sum is rounded once: each line gets what the rounded sum grows by with it.
 */
export function roundLines(charges: readonly Charge[], terms: BillingTerms): Decimal[] {
  if (terms.of === "line") return charges.map(({ alone }) => alone);
  let sum = fraction(zero);
  let before = zero;
  return charges.map(({ exact }) => {
    sum = sumOf([sum, exact]);
    const after = payable(sum, terms);
    const amount = after.minus(before);
    before = after;
    return amount;
  });
}
