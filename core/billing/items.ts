import type { InvoiceLine, MeteredUsage } from "../results/invoice.ts";

/** What a line of a subscription is for, in words; and who reads an invoice again finds in them what they were made from. */
type Named = Pick<InvoiceLine, "subscription" | "item">;

/** The flat price of a tier. */
export function flatItem(
  subscription: string,
  price: { readonly service: string; readonly tier: string; readonly agreed: boolean; readonly suspended: boolean },
): string {
  const { service, tier, agreed, suspended } = price;
  return `${subscription}: ${service} ${tier}${agreed ? ", at the agreed price" : ""}${ending(suspended)}`;
}

/** The flat price of an add-on such as `more-buckets@1`. */
export function addOnItem(subscription: string, addOn: string, { suspended }: { readonly suspended: boolean }): string {
  return `${addOnStart(subscription)}${addOn}${ending(suspended)}`;
}

/** The add-on that a line is for; undefined where it is for something else. */
export function addOnOf({ subscription, item }: Named): string | undefined {
  const start = addOnStart(subscription ?? "");
  return item.startsWith(start) ? item.slice(start.length).replace(/, suspended$/, "") : undefined;
}

/** The metered use of a month. */
export function meterItem(
  { subscription, meter, period }: Pick<MeteredUsage, "subscription" | "meter" | "period">,
  late: boolean,
): string {
  return `${subscription}: ${meter} in ${period}${late ? ", reported late" : ""}`;
}

/** Whether a line is for a month's use. */
export function isItemOf({ item }: Named, usage: MeteredUsage): boolean {
  return [false, true].some((late) => item === meterItem(usage, late));
}

const ending = (suspended: boolean): string => (suspended ? ", suspended" : "");
const addOnStart = (subscription: string): string => `${subscription}: add-on `;
