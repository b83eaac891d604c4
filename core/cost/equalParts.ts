import { decimal, type Decimal } from "../money/amount.ts";
import { quotient, rounded } from "../money/rounding.ts";
import { shares } from "../money/shares.ts";
import { shareDecimals } from "./allocation.ts";

/** One of equal parts of something. */
export interface EqualPart {
  readonly quantity: Decimal;
  readonly amount: Decimal;
}

/**
 * Divides a quantity and its cost into equal parts. The amounts, of which each has ten decimals, add up to the cost; the first ones
 * are larger by the last decimal where they cannot be equal. What is not divided stays as it is.
 */
export function equalParts(quantity: Decimal, amount: Decimal, count: number): EqualPart[] {
  if (count === 1) return [{ quantity, amount }];
  const parts = shares(
    rounded(amount, shareDecimals, "half-up"),
    Array.from({ length: count }, () => decimal(1)),
    shareDecimals,
  );
  const part = quotient(quantity, decimal(count), shareDecimals, "half-up");
  return parts.map((share) => ({ quantity: part, amount: share }));
}
