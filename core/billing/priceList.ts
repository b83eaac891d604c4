import type { Estate } from "../estate/estate.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";

/** The catalogue's prices by version. */
export interface PriceList {
  /** Of `standard@2` of a service; undefined for what the catalogue does not have. */
  readonly tier: (service: string, tier: string) => TierManifest["spec"]["price"] | undefined;
  /** Of `more-buckets@1` of a service. */
  readonly addOn: (service: string, addOn: string) => AddOnManifest["spec"]["price"] | undefined;
}

/** Looks prices up quickly: made once for all tenants. */
export function priceListOf({ catalogue, addOns }: Pick<Estate, "catalogue" | "addOns">): PriceList {
  const keyOf = ({ metadata }: TierManifest | AddOnManifest): string => `${metadata.service}/${formatTier(metadata)}`;
  const ofTiers = new Map(catalogue.map(({ manifest }) => [keyOf(manifest), manifest.spec.price]));
  const ofAddOns = new Map(addOns.map(({ manifest }) => [keyOf(manifest), manifest.spec.price]));
  return {
    tier: (service, tier) => ofTiers.get(`${service}/${tier}`),
    addOn: (service, addOn) => ofAddOns.get(`${service}/${addOn}`),
  };
}
