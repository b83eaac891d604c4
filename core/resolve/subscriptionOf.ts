import type { AddOnEntry, CatalogueEntry } from "../estate/estate.ts";
import type { Json } from "../kinds/serviceKind.ts";
import { featuresOf, grantsOf } from "./grants.ts";
import type { ResolvedSubscription } from "./resolvedTenant.ts";

/** A subscription before what the catalogue says of its tier and add-ons stands in it. */
interface Sold extends Pick<ResolvedSubscription, "name" | "cell" | "tags" | "labels" | "bundle"> {
  readonly tier: CatalogueEntry;
  readonly addOns: readonly AddOnEntry[];
}

/** A subscription with all that its tier and add-ons grant, promise and cost. Its keys stand in the order in which JSON has them. */
export function subscriptionOf({ name, tier, addOns, cell, tags, labels, bundle }: Sold): ResolvedSubscription {
  const { metadata, spec } = tier.manifest;
  return {
    name,
    service: metadata.service,
    tier: { name: metadata.name, version: metadata.version },
    addOns: addOns.map(({ manifest }) => ({
      name: manifest.metadata.name,
      version: manifest.metadata.version,
      price: manifest.spec.price,
    })),
    isolation: spec.isolation,
    cell,
    price: spec.price,
    support: spec.support,
    sla: spec.sla,
    entitlements: grantsOf(tier, addOns) as Json,
    features: featuresOf(tier, addOns) as Json,
    tags,
    labels,
    bundle,
  };
}
