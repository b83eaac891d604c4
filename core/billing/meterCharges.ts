import { decimal, decimalText, sum, zero, type Decimal } from "../money/amount.ts";
import { fraction, roundedFraction, sumOf } from "../money/fraction.ts";
import type { InvoiceLine, MeteredUsage } from "../results/invoice.ts";
import type { TierMeter } from "../schema/tier.ts";
import type { Charge } from "./charge.ts";
import { meterItem } from "./items.ts";
import type { InvoiceOrder } from "./order.ts";
import { daysOfMonth } from "./period.ts";
import { bandsOf, splitByBand } from "./rates.ts";
import { billedOn } from "./record.ts";
import { countDays, segmentsOf, type Days, type Segment } from "./segments.ts";
import { exactText, money, payable, type BillingTerms } from "./terms.ts";
import type { UsageSum } from "./usage.ts";

/** The metered use of a month, of one meter of one subscription, as it is billed. */
export interface MeteredMonth {
  readonly usage: UsageSum;
  /** Undefined where the subscription had no tier with such a meter in that month. */
  readonly charges: readonly Charge[] | undefined;
  readonly metered: MeteredUsage;
}

interface BilledMeter {
  readonly service: string;
  readonly tier: string;
  readonly meter: TierMeter;
}

/**
 * What metered use costs: in each month what is beyond the included amount, by the meter's prices.
 *
 * Of a month in which a subscription had the meter on some days only, as much is included as the days' share, and where it moved the
 * shares of its tiers together; the prices are those of the last of them. The prices' own bounds are those of a whole month. Use of
 * earlier months costs what all of that month's use costs less what has been billed of it.
 */
export function meteredMonths(order: InvoiceOrder, terms: BillingTerms): MeteredMonth[] {
  return order.usage.map((usage) => ({
    usage,
    charges: chargesOf(usage, order, terms),
    metered: {
      subscription: usage.subscription,
      meter: usage.meter,
      period: usage.period,
      quantity: decimalText(decimal(usage.quantity)),
      records: usage.records,
    },
  }));
}

/** The days of a month on which a subscription's tier has a meter. */
export function meterDays(
  month: Days,
  { subscription, meter }: Pick<UsageSum, "subscription" | "meter">,
  { changes, prices }: Pick<InvoiceOrder, "changes" | "prices">,
): Segment<BilledMeter>[] {
  return segmentsOf(
    month,
    changes.map(({ on }) => on),
    (day) => {
      const billed = billedOn(changes, subscription, day)?.subscription;
      if (billed === undefined) return undefined;
      const { service, tier } = billed;
      const found = prices.tier(service, tier)?.meters.find((candidate) => candidate.meter === meter);
      return found && { service, tier, meter: found };
    },
  );
}

function chargesOf(usage: UsageSum, order: InvoiceOrder, terms: BillingTerms): Charge[] | undefined {
  const month = daysOfMonth(usage.period);
  const segments = meterDays(month, usage, order);
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { meter } = last.value;
  const late = month.from < terms.period.from;
  const before = late ? billedBefore(usage, order.billed ?? []) : zero;
  const after = before.plus(usage.quantity);
  const included = includedOf(segments, month);
  const parts = [after, before].map((quantity) =>
    splitByBand(meter, quantity.gt(included.amount) ? quantity.minus(included.amount) : zero),
  );
  const bands = bandsOf(meter).map(({ unitPrice }, index) => ({
    unitPrice,
    quantity: (parts[0]?.[index] ?? zero).minus(parts[1]?.[index] ?? zero),
  }));
  const charged = bands.filter(({ quantity }) => !quantity.eq(0));
  const unit = meter.unit ?? usage.meter;
  const used = [
    ...(late
      ? [
          `${decimalText(before)} ${unit} of ${usage.period} were billed before, and ${decimalText(after)} are known now`,
        ]
      : [`${decimalText(after)} ${unit} were used`]),
    included.formula,
    ...bandFormula(meter),
  ].join("; ");
  const line = {
    kind: "meter",
    subscription: usage.subscription,
    service: last.value.service,
    tier: last.value.tier,
    from: first.from,
    to: last.to,
    unit,
    per: "1",
  } as const;
  return (charged.length === 0 ? bands.slice(0, 1) : charged).map(({ unitPrice, quantity }) => {
    const exact = fraction(quantity.times(unitPrice));
    const alone = payable(exact, terms);
    const price = money(unitPrice, terms);
    return {
      line: {
        ...line,
        item: meterItem(usage, late),
        quantity: decimalText(quantity),
        unitPrice: decimalText(unitPrice, terms.decimals),
        explanation: `${used}: ${decimalText(quantity)} × ${price} = ${exactText(exact, terms)}.`,
      } satisfies Omit<InvoiceLine, "id" | "amount" | "tax">,
      exact,
      alone,
      late,
    };
  });
}

function billedBefore({ subscription, meter, period }: UsageSum, billed: readonly MeteredUsage[]): Decimal {
  const same = billed.filter(
    (one) => one.subscription === subscription && one.meter === meter && one.period === period,
  );
  return sum(same.map(({ quantity }) => decimal(quantity)));
}

/** What flat prices cover of a month: their amounts by the days, together rounded to six decimals, a half up. */
function includedOf(segments: readonly Segment<BilledMeter>[], month: Days): { amount: Decimal; formula: string } {
  const all = countDays(month);
  const parts = segments.map(({ value, ...days }) => ({ included: value.meter.included, days: countDays(days) }));
  const exact = sumOf(parts.map(({ included, days }) => fraction(decimal(included).times(String(days)), all)));
  const amount = roundedFraction(exact, 6, "half-up");
  const [only] = parts;
  if (parts.length === 1 && only?.days === all) return { amount, formula: `${decimalText(amount)} are included` };
  const shares = parts.map(({ included, days }) => `${String(included)} × ${String(days)} of ${String(all)} days`);
  return { amount, formula: `${shares.join(" + ")} = ${decimalText(amount)} are included` };
}

function bandFormula({ mode, tiers = [] }: TierMeter): string[] {
  if (mode === undefined) return [];
  const bounds = tiers.flatMap(({ upTo }) => (upTo === undefined ? [] : [String(upTo)]));
  const where = bounds.length === 0 ? "one price" : `prices up to ${bounds.join(", ")} and beyond`;
  return [mode === "graduated" ? `${where}, each for its part` : `${where}, one for all`];
}
