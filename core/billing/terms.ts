import { decimalText, type Decimal } from "../money/amount.ts";
import { roundedFraction, type Fraction } from "../money/fraction.ts";
import { decimalsOf, type RoundingMode } from "../money/rounding.ts";
import type { BillingManifest } from "../schema/billing.ts";
import type { BillingPeriod } from "./period.ts";

/** By what one invoice is computed. */
export interface BillingTerms {
  readonly period: BillingPeriod;
  readonly currency: string;
  /** How many decimals the currency's amounts have. */
  readonly decimals: number;
  readonly mode: RoundingMode;
  /** Whether each line is rounded, or the exact sum of all. */
  readonly of: BillingManifest["spec"]["rounding"]["of"];
}

/** The terms of an invoice of a period. */
export function billingTerms({ currency, rounding }: BillingManifest["spec"], period: BillingPeriod): BillingTerms {
  return { period, currency, decimals: decimalsOf(currency), ...rounding };
}

/** An amount that can be paid. */
export function payable(amount: Fraction, { decimals, mode }: BillingTerms): Decimal {
  return roundedFraction(amount, decimals, mode);
}

/** An amount with as many decimals as the currency's have at least, such as `590.00`. */
export function amountText(amount: Decimal, { decimals }: BillingTerms): string {
  return decimalText(amount, decimals);
}

/** The same with its currency. */
export function money(amount: Decimal, terms: BillingTerms): string {
  return `${amountText(amount, terms)} ${terms.currency}`;
}

/** An exact amount as people read it: with at most six decimals, and a mark where there would be more. */
export function exactText(amount: Fraction, terms: BillingTerms): string {
  const shown = roundedFraction(amount, 6, "down");
  const isWhole = shown.times(amount.divisor).eq(amount.dividend);
  return `${amountText(shown, terms)}${isWhole ? "" : "…"} ${terms.currency}`;
}
