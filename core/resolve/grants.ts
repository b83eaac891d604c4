import { isMapping } from "../documents/sourceMap.ts";
import { ownValue } from "../ownValue.ts";
import type { AddOnEntry } from "../estate/estate.ts";

/** A tier's part of what a subscription may use. */
interface Grantor {
  readonly entitlements: unknown;
  readonly features: unknown;
}

/** What a tier and add-ons grant together: amounts add up. */
export function grantsOf(tier: Grantor, addOns: readonly AddOnEntry[]): unknown {
  return addOns.reduce<unknown>((granted, { manifest }) => {
    const base = isMapping(granted) ? granted : {};
    const added = Object.entries(manifest.spec.entitlements).map(([name, amount]) => {
      const before = Object.hasOwn(base, name) ? base[name] : 0;
      return [name, typeof before === "number" ? before + amount : amount];
    });
    return { ...base, ...(Object.fromEntries(added) as Record<string, unknown>) };
  }, tier.entitlements);
}

/** What a tier and add-ons switch on together: an add-on's feature takes the place of the tier's. */
export function featuresOf(tier: Grantor, addOns: readonly AddOnEntry[]): unknown {
  return addOns.reduce<unknown>((features, { manifest }) => {
    return { ...(isMapping(features) ? features : {}), ...manifest.spec.features };
  }, tier.features);
}

/** How much of something entitlements grant; nothing where they do not name it, or not as an amount. */
export function amountGranted(entitlements: unknown, name: string): number {
  const amount = isMapping(entitlements) ? ownValue(entitlements, name) : undefined;
  return typeof amount === "number" ? amount : 0;
}
