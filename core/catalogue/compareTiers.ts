import { isMapping } from "../documents/sourceMap.ts";
import type { CatalogueEntry, Estate } from "../estate/estate.ts";
import type { ServiceKinds } from "../kinds/serviceKind.ts";
import type { ServiceTiers, TierEntry } from "../results/tiers.ts";
import { isDeprecated, isDraft, isRetired } from "./standing.ts";

/** Which tiers are compared. */
export interface TierSelection {
  /** The day, as in `2026-12-31`. */
  readonly today: string;
  /** Every version; when false the highest of each tier that is not retired. */
  readonly allVersions: boolean;
}

/** The tiers of every service that has some, by the service's name; of one service the cheapest first. */
export function compareTiers(estate: Estate, kinds: ServiceKinds, selection: TierSelection): ServiceTiers[] {
  const byService = Map.groupBy(estate.catalogue, ({ manifest }) => manifest.metadata.service);
  return [...byService]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, entries]) => ({
      service,
      title: kinds[service]?.title ?? service,
      tiers: (selection.allVersions ? entries : newest(entries, selection.today))
        .map((entry) => describe(entry, estate, selection.today))
        .toSorted(cheapestFirst),
    }));
}

function newest(entries: readonly CatalogueEntry[], today: string): CatalogueEntry[] {
  const current = entries.filter(({ manifest }) => !isRetired(manifest, today));
  return [...Map.groupBy(current, ({ manifest }) => manifest.metadata.name).values()].map((versions) =>
    versions.reduce((a, b) => (a.manifest.metadata.version > b.manifest.metadata.version ? a : b)),
  );
}

function cheapestFirst(a: TierEntry, b: TierEntry): number {
  return a.price.monthly - b.price.monthly || (a.name === b.name ? a.version - b.version : a.name < b.name ? -1 : 1);
}

function describe({ manifest, entitlements, features }: CatalogueEntry, estate: Estate, today: string): TierEntry {
  const { metadata, spec, status } = manifest;
  const addOns = estate.addOns
    .map((entry) => entry.manifest)
    .filter((addOn) => addOn.metadata.service === metadata.service && addOn.spec.tiers.includes(metadata.name))
    .map((addOn) => ({ name: addOn.metadata.name, version: addOn.metadata.version, ...addOn.spec.price }));
  return {
    name: metadata.name,
    version: metadata.version,
    summary: spec.summary,
    isolation: spec.isolation,
    rings: spec.rings,
    price: spec.price,
    support: spec.support,
    sla: spec.sla,
    entitlements: isMapping(entitlements) ? entitlements : {},
    features: isMapping(features) ? features : {},
    addOns,
    moves: spec.moves,
    state: isRetired(manifest, today)
      ? "retired"
      : isDeprecated(manifest, today)
        ? "deprecated"
        : isDraft(manifest, estate.lock)
          ? "draft"
          : "published",
    ...status,
  };
}
