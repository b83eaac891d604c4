import { jsonDigest } from "../jsonDigest.ts";
import type { Json } from "../kinds/serviceKind.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import type { Cell } from "../schema/cell.ts";
import type { TenantManifest } from "../schema/tenant.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

/** One subscription with everything decided. */
export interface ResolvedSubscription {
  readonly name: string;
  readonly service: string;
  readonly tier: { readonly name: string; readonly version: number };
  /** In the order of the manifest. */
  readonly addOns: readonly {
    readonly name: string;
    readonly version: number;
    readonly price: AddOnManifest["spec"]["price"];
  }[];
  readonly isolation: TierManifest["spec"]["isolation"];
  readonly cell: Cell;
  readonly price: TierManifest["spec"]["price"];
  readonly support: TierManifest["spec"]["support"];
  readonly sla: TierManifest["spec"]["sla"];
  /** The tier's and the add-ons' together. */
  readonly entitlements: Json;
  /** The tier's and the add-ons' together. */
  readonly features: Json;
  /** Written on everything that takes tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** Written on everything that takes Kubernetes labels; each value is a valid label value. */
  readonly labels: Readonly<Record<string, string>>;
  /** What the service kind's component renders; decided by the kind's `plan`. */
  readonly bundle: Json;
}

/**
 * A tenant with nothing left to look up: every name, network, quota, feature, price and window. Plain and frozen. It is the
 * one contract between files and infrastructure, and its canonical JSON is what "nothing changed" is decided by.
 */
export interface ResolvedTenant {
  readonly id: string;
  readonly displayName: string;
  readonly estate: { readonly name: string; readonly displayName: string };
  readonly region: string;
  readonly ring: TenantManifest["spec"]["ring"];
  readonly state: TenantManifest["spec"]["state"];
  readonly dataClass: TenantManifest["spec"]["dataClass"];
  readonly contract: TenantManifest["spec"]["contract"];
  readonly maintenance: TenantManifest["spec"]["maintenance"];
  readonly subscriptions: readonly ResolvedSubscription[];
}

/** {@link jsonDigest} of a resolved tenant. */
export function digestOf(resolved: ResolvedTenant): string {
  return jsonDigest(resolved);
}

/** Service, tier and version of each subscription, such as `iaas/standard@2`. */
export function subscribedTiers({ subscriptions }: ResolvedTenant): string[] {
  return subscriptions.map(({ service, tier }) => `${service}/${formatTier(tier)}`);
}

/** Freezes a plain value and everything in it, and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
