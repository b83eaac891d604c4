import { formatTier } from "../schema/tier.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { MeasuredSubscription } from "../results/sla.ts";
import { quotientText, unitsOf, unitsPerOne } from "./decimal.ts";
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
  const { available, whole } = measured;
  const isBelow = (percent: number): boolean => available * 100n * unitsPerOne < unitsOf(percent) * whole;
  const target = String(sla.availability);
  const availability = quotientText(available * 100n, whole, 4, "cut");
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
  const amount = quotientText(
    unitsOf(price.monthly) * unitsOf(owed.percent) * BigInt(days),
    unitsPerOne * unitsPerOne * 100n * BigInt(daysOfMonth),
    decimalsOf(price.currency),
    "half-up",
  );
  const part = days === daysOfMonth ? "" : `, for ${String(days)} of ${String(daysOfMonth)} days`;
  return {
    ...common,
    credit: { percent, below, monthly: String(price.monthly), days, daysOfMonth, amount, currency: price.currency },
    why: `${availability} % is below ${below} %, so ${percent} % of ${String(price.monthly)} ${price.currency} are given back${part}.`,
  };
}

/** How many decimals a currency's amounts have (ISO 4217, as ICU knows it); two for what it does not know. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
