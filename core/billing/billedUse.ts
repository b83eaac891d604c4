import type { BillingRecordManifest } from "../schema/billingRecord.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

/** When a meter of a subscription is billed: usage counts that lies within. */
export interface BilledMeter {
  readonly tenant: string;
  readonly subscription: string;
  readonly meter: string;
  /** The meter's declared unit; null where it declares none, and any is taken. */
  readonly unit: string | null;
  /** The first day, by UTC. */
  readonly from: string;
  /** The day after the last; null where there is none yet. */
  readonly to: string | null;
}

/** What usage may be of. */
export interface BilledUse {
  /** Those with a billing record. */
  readonly tenants: readonly string[];
  /** All that were ever billed. */
  readonly subscriptions: readonly { readonly tenant: string; readonly subscription: string }[];
  /** When one stops and begins again, or its unit changes, it stands there several times. */
  readonly meters: readonly BilledMeter[];
}

/**
 * What usage may be of, by what is billed: a meter while the subscription's tier has it, whether the tenant is suspended or not, until it
 * has left.
 */
export function billedUse(records: Iterable<BillingRecordManifest>, tiers: Iterable<TierManifest>): BilledUse {
  const metersOf = new Map<string, TierManifest["spec"]["price"]["meters"]>();
  for (const { metadata, spec } of tiers)
    metersOf.set(`${metadata.service}/${formatTier(metadata)}`, spec.price.meters);
  const tenants: string[] = [];
  const subscriptions: { tenant: string; subscription: string }[] = [];
  const meters: BilledMeter[] = [];
  for (const { metadata, spec } of records) {
    const { tenant } = metadata;
    tenants.push(tenant);
    const names = new Set(spec.changes.flatMap((change) => change.subscriptions.map(({ name }) => name)));
    for (const subscription of names) subscriptions.push({ tenant, subscription });
    let open = new Map<string, BilledMeter>();
    for (const { on, state, subscriptions: billed } of spec.changes) {
      const still = new Map<string, BilledMeter>();
      for (const { name, service, tier } of state === "offboarded" ? [] : billed) {
        for (const { meter, unit = null } of metersOf.get(`${service}/${tier}`) ?? []) {
          const key = JSON.stringify([name, meter, unit]);
          still.set(key, open.get(key) ?? { tenant, subscription: name, meter, unit, from: on, to: null });
        }
      }
      for (const [key, meter] of open) if (!still.has(key)) meters.push({ ...meter, to: on });
      open = still;
    }
    meters.push(...open.values());
  }
  return { tenants, subscriptions, meters };
}
