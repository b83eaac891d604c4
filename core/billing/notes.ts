import { decimal } from "../money/amount.ts";
import type { Invoice } from "../results/invoice.ts";
import type { Charge } from "./charge.ts";
import { meterDays, type MeteredMonth } from "./meterCharges.ts";
import type { InvoiceOrder, SlaCredit } from "./order.ts";
import { daysOfMonth, monthsIn } from "./period.ts";
import { recordedNames } from "./record.ts";
import { money, type BillingTerms } from "./terms.ts";
import type { UsageSum } from "./usage.ts";

type Note = Invoice["notes"][number];

/** What the reader of an invoice has to know of prices that changed inside of its period. */
export function changeNotes(flat: readonly Charge[], order: InvoiceOrder, terms: BillingTerms): Note[] {
  const tiers = flat.filter(({ line }) => line.kind === "flat");
  return tiers.flatMap(({ line }, index) => {
    const before = tiers[index - 1]?.line;
    const { subscription, service, tier } = line;
    if (before?.subscription !== subscription || before.to !== line.from || before.tier === tier) return [];
    const priceOf = (of: string | null): string => {
      const price = order.prices.tier(service ?? "", of ?? "");
      return price === undefined ? "" : ` (${money(decimal(price.monthly), terms)} a month)`;
    };
    const text = `From ${line.from} on it is ${tier ?? ""}${priceOf(tier)} instead of ${before.tier ?? ""}${priceOf(before.tier)}; each is billed for its own days.`;
    return [{ subject: subscription ?? "", text }];
  });
}

/** What of the use that was reported is not billed, and why. */
export function usageNotes(months: readonly MeteredMonth[], order: InvoiceOrder): Note[] {
  return months.flatMap(({ usage, charges }) => (charges === undefined ? [notBilled(usage, order)] : []));
}

function notBilled({ subscription, meter, period, quantity }: UsageSum, order: InvoiceOrder): Note {
  const isKnown = recordedNames(order.changes).includes(subscription);
  const why = isKnown
    ? `no tier of ${subscription} bills it in that month`
    : `the tenant has no subscription ${subscription}, and never had`;
  return { subject: `${subscription}: ${meter}`, text: `${quantity} in ${period} are not billed: ${why}.` };
}

/** Meters that are billed in the period and of which no use was reported. */
export function silentMeters(order: InvoiceOrder, terms: BillingTerms): Note[] {
  return monthsIn(terms.period).flatMap((month) =>
    recordedNames(order.changes).flatMap((subscription) =>
      metersOf(subscription, order).flatMap((meter) => {
        const isReported = order.usage.some(
          (usage) => usage.subscription === subscription && usage.meter === meter && usage.period === month,
        );
        if (isReported || meterDays(daysOfMonth(month), { subscription, meter }, order).length === 0) return [];
        return [{ subject: `${subscription}: ${meter}`, text: `No use in ${month} was reported, and none is billed.` }];
      }),
    ),
  );
}

function metersOf(name: string, { changes, prices }: InvoiceOrder): string[] {
  const all = changes.flatMap(({ subscriptions }) =>
    subscriptions
      .filter((subscription) => subscription.name === name)
      .flatMap(({ service, tier }) => prices.tier(service, tier)?.meters.map(({ meter }) => meter) ?? []),
  );
  return [...new Set(all)];
}

/** The credits that are given, and why the others are not. */
export function acceptedCredits(order: InvoiceOrder): { credits: readonly SlaCredit[]; notes: readonly Note[] } {
  const names = recordedNames(order.changes);
  const { currency, slaCredits } = order.billing;
  const credits: SlaCredit[] = [];
  const notes: Note[] = [];
  for (const credit of order.credits ?? []) {
    const why = !slaCredits
      ? "billing takes no credits off invoices"
      : credit.currency !== currency
        ? `it is not in ${currency}`
        : names.includes(credit.subscription)
          ? undefined
          : "the tenant has no such subscription, and never had";
    if (why === undefined) {
      credits.push(credit);
      continue;
    }
    const text = `The credit of ${credit.amount} ${credit.currency} for ${credit.month} is not given here: ${why}.`;
    notes.push({ subject: credit.subscription, text });
  }
  return { credits, notes };
}
