import type { CostUnit, Range } from "../kinds/consumption.ts";
import { decimal, decimalText, type Decimal } from "../money/amount.ts";
import type { CostGap, CostLine } from "../results/cost.ts";
import type { UnitCosts } from "./unitCosts.ts";

/** Lines of a cost, and what they lack. */
export interface Costed {
  readonly lines: readonly CostLine[];
  readonly gaps: readonly CostGap[];
}

/** What is paid for, before it has a cost. */
export interface Used extends Pick<CostLine, "part" | "source" | "type" | "rate"> {
  readonly unit: CostUnit;
  readonly quantity: Range;
  readonly region: string;
}

/** The line of something that is used by its rate, and the gap where there is none. */
export function costLine({ region, quantity, ...used }: Used, unitCosts: UnitCosts): Costed {
  const cost = unitCosts.of(used.rate, used.unit, region);
  const bounds = { low: decimal(quantity.low), expected: decimal(quantity.expected), high: decimal(quantity.high) };
  const line = { ...used, quantity: rangeText(bounds, 0) };
  if ("reason" in cost) {
    const gap = { subject: used.rate, reason: `${used.part}: ${cost.reason}` };
    return { lines: [{ ...line, unitCost: null, amount: null, example: false }], gaps: [gap] };
  }
  const { amount, example } = cost;
  const amounts = {
    low: bounds.low.times(amount),
    expected: bounds.expected.times(amount),
    high: bounds.high.times(amount),
  };
  return { lines: [{ ...line, unitCost: decimalText(amount, 2), amount: rangeText(amounts, 2), example }], gaps: [] };
}

/** Several as one. */
export function together(parts: readonly Costed[]): Costed {
  return { lines: parts.flatMap(({ lines }) => lines), gaps: parts.flatMap(({ gaps }) => gaps) };
}

/** A quantity that is known, as a range. */
export function exactly(quantity: Decimal): CostLine["quantity"] {
  return rangeText({ low: quantity, expected: quantity, high: quantity }, 0);
}

/** An amount of money that is known, as a range. */
export function known(amount: Decimal): CostLine["quantity"] {
  return rangeText({ low: amount, expected: amount, high: amount }, 2);
}

function rangeText(bounds: Readonly<Record<keyof Range, Decimal>>, decimals: number): CostLine["quantity"] {
  const text = (bound: keyof Range): string => decimalText(bounds[bound], decimals);
  return { low: text("low"), expected: text("expected"), high: text("high") };
}
