import { hoursPerMonth } from "../kinds/consumption.ts";
import { decimal, decimalText, type Decimal } from "../money/amount.ts";
import { quotient } from "../money/rounding.ts";
import type { CostGap } from "../results/cost.ts";

/** Decimals of an hour's cost, which is small. */
const hourlyDecimals = 4;

/** A part of a whole in per cent with one decimal; null where the whole is 0. */
export function percentText(part: Decimal, whole: Decimal): string | null {
  return whole.eq(0) ? null : decimalText(quotient(part.times(100), whole, 1, "half-up"), 1);
}

/** What an hour comes to of the cost of a month. */
export function hourlyText(monthly: Decimal): string {
  return decimalText(quotient(monthly, decimal(hoursPerMonth), hourlyDecimals, "half-up"), hourlyDecimals);
}

/** What costs lack, each once and in the order of the names. */
export function gapSubjects(gaps: readonly CostGap[]): string[] {
  return [...new Set(gaps.map(({ subject }) => subject))].toSorted();
}
