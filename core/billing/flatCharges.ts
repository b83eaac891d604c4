import { decimal, percentOf } from "../money/amount.ts";
import type { Charge } from "./charge.ts";
import { edgesOf, isInForce } from "./inForce.ts";
import { addOnItem, flatItem } from "./items.ts";
import type { InvoiceOrder } from "./order.ts";
import { prorate } from "./prorate.ts";
import { billedOn, recordedNames } from "./record.ts";
import { segmentsOf } from "./segments.ts";
import { money, type BillingTerms } from "./terms.ts";

/** The flat price of a subscription, or of an add-on, on the days on which it is the same. */
interface FlatPrice {
  readonly service: string;
  readonly tier: string;
  readonly monthly: number;
  readonly agreed: boolean;
  /** How much of it is billed, in per cent: less than 100 while suspended. */
  readonly percent: number;
  readonly suspended: boolean;
}

/** The flat prices of a period: of each subscription's tier, then of its add-ons, each in the order of their days. */
export function flatCharges(order: InvoiceOrder, terms: BillingTerms): Charge[] {
  return recordedNames(order.changes).flatMap((name) => [
    ...tierCharges(name, order, terms),
    ...addOnCharges(name, order, terms),
  ]);
}

function tierCharges(name: string, order: InvoiceOrder, terms: BillingTerms): Charge[] {
  const agreed = order.customer.prices.filter(({ subscription }) => subscription === name);
  const edges = [...order.changes.map(({ on }) => on), ...agreed.flatMap(edgesOf)];
  const segments = segmentsOf(terms.period, edges, (day): FlatPrice | undefined => {
    const billed = billedOn(order.changes, name, day);
    if (billed === undefined) return undefined;
    const { service, tier } = billed.subscription;
    const price = order.prices.tier(service, tier);
    if (price === undefined) return undefined;
    const own = agreed.find((candidate) => isInForce(candidate, day));
    return {
      service,
      tier,
      monthly: own?.monthly ?? price.monthly,
      agreed: own !== undefined,
      percent: billed.suspended ? price.suspendedPercent : 100,
      suspended: billed.suspended,
    };
  });
  return segments.map(({ value, ...days }) => {
    return flatCharge({ kind: "flat", name, item: flatItem(name, value), price: value, days }, terms);
  });
}

function addOnCharges(name: string, order: InvoiceOrder, terms: BillingTerms): Charge[] {
  const edges = order.changes.map(({ on }) => on);
  const all = new Set(
    order.changes.flatMap(({ subscriptions }) =>
      subscriptions.filter((candidate) => candidate.name === name).flatMap(({ addOns }) => addOns),
    ),
  );
  return [...all].flatMap((addOn) =>
    segmentsOf(terms.period, edges, (day): FlatPrice | undefined => {
      const billed = billedOn(order.changes, name, day);
      if (billed?.subscription.addOns.includes(addOn) !== true) return undefined;
      const { service, tier } = billed.subscription;
      const price = order.prices.addOn(service, addOn);
      if (price === undefined) return undefined;
      const percent = billed.suspended ? (order.prices.tier(service, tier)?.suspendedPercent ?? 100) : 100;
      return { service, tier, monthly: price.monthly, agreed: false, percent, suspended: billed.suspended };
    }).map(({ value, ...days }) =>
      flatCharge({ kind: "add-on", name, item: addOnItem(name, addOn, value), price: value, days }, terms),
    ),
  );
}

interface FlatPart {
  readonly kind: "flat" | "add-on";
  readonly name: string;
  readonly item: string;
  readonly price: FlatPrice;
  readonly days: { readonly from: string; readonly to: string };
}

function flatCharge({ kind, name, item, price, days }: FlatPart, terms: BillingTerms): Charge {
  const full = decimal(price.monthly);
  const { exact, alone, formula, line } = prorate(percentOf(full, price.percent), days, terms);
  const suspended = `Suspended: ${String(price.percent)} % of ${money(full, terms)} is billed. `;
  return {
    line: {
      kind,
      subscription: name,
      service: price.service,
      tier: price.tier,
      item,
      ...days,
      ...line,
      explanation: `${price.suspended ? suspended : ""}${formula}.`,
    },
    exact,
    alone,
  };
}
