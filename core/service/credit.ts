import { decimal, decimalText } from "../money/amount.ts";
import { decimalsOf, quotient } from "../money/rounding.ts";
import { formatTier } from "../schema/tier.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { MeasuredSubscription } from "../results/sla.ts";
import type { ServedPeriod } from "./period.ts";

/** How available a subscription was, as exact numbers. */
export interface Availability {
  /** Ten-thousandths of seconds in which it worked. */
  readonly available: bigint;
  /** Those that there were. */
  readonly whole: bigint;
}

/** What a month's availability comes to for the customer. */
type Outcome = Pick<MeasuredSubscription, "target" | "availability" | "met" | "credit" | "why">;

/**
 * Compares an availability with what the tier promises, and computes what is given back: the share that the lowest bound above it
 * names, of the tier's flat price for the days that are paid for.
 */
export function outcomeOf(
  { sla, price, tier }: Pick<ResolvedSubscription, "sla" | "price" | "tier">,
  measured: Availability,
  { days, daysOfMonth }: Pick<ServedPeriod, "days" | "daysOfMonth">,
): Outcome {
  const [available, whole] = [decimal(String(measured.available)).times(100), decimal(String(measured.whole))];
  const isBelow = (percent: number): boolean => available.lt(decimal(percent).times(whole));
  const target = String(sla.availability);
  const availability = decimalText(quotient(available, whole, 4, "down"), 4);
  const met = !isBelow(sla.availability);
  const common = { target, availability, met };
  if (met) return { ...common, credit: null, why: `${availability} % is what was promised, or more.` };
  const credits = sla.credits ?? [];
  const owed = credits.findLast(({ below }) => isBelow(below));
  if (owed === undefined) {
    const why =
      credits.length === 0
        ? `${availability} % is less than promised, and ${formatTier(tier)} promises no credits.`
        : `${availability} % is less than promised, and credits begin below ${String(credits[0]?.below)} %.`;
    return { ...common, credit: null, why };
  }
  const percent = String(owed.percent);
  const below = String(owed.below);
  const decimals = decimalsOf(price.currency);
  const given = decimal(price.monthly).times(decimal(owed.percent)).times(String(days));
  const amount = decimalText(quotient(given, decimal(100 * daysOfMonth), decimals, "half-up"), decimals);
  const part = days === daysOfMonth ? "" : `, for ${String(days)} of ${String(daysOfMonth)} days`;
  return {
    ...common,
    credit: { percent, below, monthly: String(price.monthly), days, daysOfMonth, amount, currency: price.currency },
    why: `${availability} % is below ${below} %, so ${percent} % of ${String(price.monthly)} ${price.currency} are given back${part}.`,
  };
}
