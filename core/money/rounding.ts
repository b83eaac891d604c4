import Big from "big.js";

import type { Decimal } from "./amount.ts";

/**
 * How an amount becomes one that can be paid. `half-up` takes a half away from zero, `half-even` to the even neighbour, `up` away from
 * zero, `down` towards it; a credit is so rounded as the charge was that it takes back.
 */
export type RoundingMode = "half-up" | "half-even" | "up" | "down";

const modes: Readonly<Record<RoundingMode, Big.RoundingMode>> = {
  down: Big.roundDown,
  "half-up": Big.roundHalfUp,
  "half-even": Big.roundHalfEven,
  up: Big.roundUp,
};

/** A decimal rounded to so many decimals. */
export function rounded(amount: Decimal, decimals: number, mode: RoundingMode): Decimal {
  return amount.round(decimals, modes[mode]);
}

/**
 * A quotient rounded to so many decimals, and rounded once: what the division leaves decides, however many decimals it has.
 *
 * @throws RangeError for a divisor of zero.
 */
export function quotient(dividend: Decimal, divisor: Decimal, decimals: number, mode: RoundingMode): Decimal {
  if (divisor.eq(0)) throw new RangeError("nothing can be divided by zero");
  // Big.js divides by the settings of the constructor: one of our own leaves the shared one alone.
  const Local = Big();
  Local.DP = decimals;
  Local.RM = modes[mode];
  return new Big(new Local(dividend.toFixed()).div(divisor.toFixed()).toFixed());
}

/** Asking ICU takes longer than computing a line of an invoice. */
const knownDecimals = new Map<string, number>();

/** How many decimals a currency's amounts have (ISO 4217, as ICU knows it); two for what it does not know. */
export function decimalsOf(currency: string): number {
  const known = knownDecimals.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  knownDecimals.set(currency, decimals);
  return decimals;
}
