import { counted } from "../counted.ts";
import { zero, type Decimal } from "../money/amount.ts";
import { fraction, less, type Fraction } from "../money/fraction.ts";
import { countDays, type Days } from "./segments.ts";
import { amountText, exactText, money, payable, type BillingTerms } from "./terms.ts";

/** What a part of a period costs. */
export interface ProratedPart {
  readonly exact: Fraction;
  /** Where lines are rounded. */
  readonly alone: Decimal;
  /** How it was computed, a sentence without its dot. */
  readonly formula: string;
  /** What an invoice's line says of it. */
  readonly line: {
    readonly quantity: string;
    readonly unit: "month" | "day";
    readonly unitPrice: string;
    readonly per: string;
  };
}

/**
 * What a price of a month costs for some days of a period: the price of the whole period, by its calendar days.
 *
 * Where lines are rounded, it is what the period costs until the part's end, rounded, less what it costs until the part's beginning,
 * rounded. So what one part loses by rounding the next one gets, the parts of any division add up to the whole, and each can be checked
 * without knowing the others.
 *
 * @param part days that lie in the period.
 */
export function prorate(monthly: Decimal, part: Days, terms: BillingTerms): ProratedPart {
  const { period } = terms;
  const whole = monthly.times(String(period.months));
  const all = countDays(period);
  const days = countDays(part);
  const upTo = (day: string): Fraction => fraction(whole.times(String(countDays({ from: period.from, to: day }))), all);
  const [until, before] = [upTo(part.to), upTo(part.from)];
  const exact = less(until, before);
  const alone = payable(until, terms).minus(payable(before, terms));
  const isWhole = days === all;
  const line = isWhole
    ? ({ quantity: String(period.months), unit: "month", unitPrice: amountText(monthly, terms), per: "1" } as const)
    : ({ quantity: String(days), unit: "day", unitPrice: amountText(whole, terms), per: String(all) } as const);
  return { exact, alone, formula: formulaOf(), line };

  function formulaOf(): string {
    const price = money(monthly, terms);
    const months = `${counted(period.months, "month")} at ${price}`;
    const ofPeriod = period.months === 1 ? price : `${months}, ${money(whole, terms)},`;
    if (isWhole) return period.months === 1 ? `1 month at ${price}` : `${months} = ${money(whole, terms)}`;
    const share = (count: number): string => `× ${String(count)} of ${String(all)} days`;
    if (terms.of === "invoice") return `${ofPeriod} ${share(days)} = ${exactText(exact, terms)}`;
    if (before.dividend.eq(zero)) return `${ofPeriod} ${share(days)} = ${money(alone, terms)}`;
    const [end, begin] = [payable(until, terms), payable(before, terms)];
    const reached = countDays({ from: period.from, to: part.to });
    const gone = reached - days;
    return `${ofPeriod} ${share(reached)} less ${share(gone)}, each rounded: ${amountText(end, terms)} − ${amountText(begin, terms)} = ${money(alone, terms)}`;
  }
}
