import { isDeepStrictEqual } from "node:util";

import { isMapping } from "../documents/sourceMap.ts";
import { decimal } from "../money/amount.ts";
import type { ResolvedSubscription } from "../resolve/resolvedTenant.ts";
import type { OfferChange, PriceChange } from "../results/moves.ts";

/** What of a subscription is what its tier promises. */
type Offer = Pick<ResolvedSubscription, "entitlements" | "features" | "support" | "sla" | "isolation">;

/** Everything that two offers promise differently, by their fields. Lists are compared as a whole. */
export function compareOffers(before: Offer, after: Offer): OfferChange[] {
  const partsOf = ({ entitlements, features, isolation, sla, support }: Offer): Map<string, unknown> =>
    new Map(fieldsOf({ entitlements, features, isolation, sla, support }));
  const [old, now] = [partsOf(before), partsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, becomes] = [old.get(field), now.get(field)];
    if (isDeepStrictEqual(was, becomes)) return [];
    return [{ field, before: was ?? null, after: becomes ?? null, effect: effectOf(field, was, becomes) }];
  });
}

/** What a month costs before and after; the difference is exact. */
export function comparePrices(before: ResolvedSubscription, after: ResolvedSubscription): PriceChange {
  const [old, now] = [before.price, after.price];
  const meters = [...new Set([...old.meters, ...now.meters].map(({ meter }) => meter))].toSorted();
  const meterOf = ({ meters: all }: typeof old, name: string): PriceChange["meters"][number]["before"] => {
    const found = all.find(({ meter }) => meter === name);
    if (found === undefined) return null;
    const { unit, included, unitPrice, tiers, mode } = found;
    return { unit, included, unitPrice, tiers, mode };
  };
  return {
    before: { monthly: old.monthly, currency: old.currency },
    after: { monthly: now.monthly, currency: now.currency },
    difference: old.currency === now.currency ? Number(decimal(now.monthly).minus(old.monthly)) : null,
    meters: meters
      .map((meter) => ({ meter, before: meterOf(old, meter), after: meterOf(now, meter) }))
      .filter((meter) => !isDeepStrictEqual(meter.before, meter.after)),
  };
}

/** The fields of nested mappings by their paths, such as `sla.rpoHours`; a list is one value. */
function fieldsOf(value: unknown, path = ""): [string, unknown][] {
  if (!isMapping(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => fieldsOf(part, path === "" ? key : `${path}.${key}`));
}

/** Of hours until a recovery and minutes until an answer, less is better. */
const lessIsMore = /^(?:sla\.r[pt]oHours|support\.firstResponseMinutes\..*)$/;

/** More, or what is switched on, is gained. */
function effectOf(field: string, before: unknown, after: unknown): OfferChange["effect"] {
  if (before === undefined) return "gained";
  if (after === undefined) return "lost";
  if (typeof before === "boolean" && typeof after === "boolean") return after ? "gained" : "lost";
  if (typeof before !== "number" || typeof after !== "number") return "changed";
  return after > before === !lessIsMore.test(field) ? "gained" : "lost";
}
