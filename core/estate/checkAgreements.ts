import { didYouMean } from "../diagnostics/nearest.ts";
import type { LocalProblem } from "../documents/localProblem.ts";
import type { CustomerManifest } from "../schema/customer.ts";

interface Dated {
  readonly subscription?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Discounts and prices of subscriptions that there are not, and such as contradict each other: two prices of one subscription on one day,
 * and discounts that meet although one of them does not combine.
 *
 * @param subscriptions those that the tenant has or had.
 */
export function checkAgreements(customer: CustomerManifest, subscriptions: readonly string[]): LocalProblem[] {
  const { spec } = customer;
  return [...unknown("discounts"), ...unknown("prices"), ...meetingDiscounts(spec), ...meetingPrices(spec)];

  function unknown(key: "discounts" | "prices"): LocalProblem[] {
    return spec[key].flatMap(({ subscription }, index) => {
      if (subscription === undefined || subscriptions.includes(subscription)) return [];
      const message = `The tenant has no subscription "${subscription}", and never had.`;
      const fix = didYouMean(subscription, subscriptions) ?? "Correct it, or remove the entry.";
      return [{ code: "TEN281", path: ["spec", key, index, "subscription"], message, fix }];
    });
  }
}

function meetingDiscounts({ discounts }: CustomerManifest["spec"]): LocalProblem[] {
  return meetings(discounts, (a, b) => {
    const ofSame = a.subscription === undefined || b.subscription === undefined || a.subscription === b.subscription;
    return ofSame && !(a.combines && b.combines);
  }).map(({ first, second }) => ({
    code: "TEN283",
    path: ["spec", "discounts", second],
    message: `This discount and that at spec.discounts[${String(first)}] meet, and one of them does not combine.`,
    fix: "Let one end before the other begins, or set combines on both: then each takes its part of what is left.",
  }));
}

function meetingPrices({ prices }: CustomerManifest["spec"]): LocalProblem[] {
  return meetings(prices, (a, b) => a.subscription === b.subscription).map(({ first, second }) => ({
    code: "TEN283",
    path: ["spec", "prices", second],
    message: `This price and that at spec.prices[${String(first)}] are of one subscription on the same days.`,
    fix: "Let one end before the other begins.",
  }));
}

/** Each entry that shares a day with an earlier one, where they may not. */
function meetings<T extends Dated>(
  entries: readonly T[],
  forbidden: (a: T, b: T) => boolean,
): { readonly first: number; readonly second: number }[] {
  return entries.flatMap((entry, second) => {
    const first = entries.findIndex((other, index) => index < second && share(other, entry) && forbidden(other, entry));
    return first < 0 ? [] : [{ first, second }];
  });
}

function share(a: Dated, b: Dated): boolean {
  const begins = (one: Dated, other: Dated): boolean =>
    one.from === undefined || other.to === undefined || one.from <= other.to;
  return begins(a, b) && begins(b, a);
}
