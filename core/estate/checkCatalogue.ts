import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { checkShape } from "../documents/checkShape.ts";
import { locate, type LocalProblem } from "../documents/localProblem.ts";
import type { ValuePath } from "../documents/sourceMap.ts";
import { kindOf, type AnyServiceKind, type ServiceKinds } from "../kinds/serviceKind.ts";
import { featuresOf, grantsOf } from "../resolve/grants.ts";
import type { AddOnManifest } from "../schema/addOn.ts";
import { formatTier, type TierManifest } from "../schema/tier.ts";
import type { AddOnEntry, CatalogueEntry, Sourced } from "./estate.ts";

/** The documents that are right, and what is wrong with the others. */
interface Checked<T> {
  readonly entries: readonly T[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks the part of each tier that is its kind's; a service that is not known is left to `checkEstate`. */
export function checkTiers(tiers: readonly Sourced<TierManifest>[], kinds: ServiceKinds): Checked<CatalogueEntry> {
  const checked = tiers.map((tier) => checkTier(tier, kinds));
  return {
    entries: checked.flatMap(({ entry }) => (entry === undefined ? [] : [entry])),
    diagnostics: [...checked.flatMap(({ diagnostics }) => diagnostics), ...checkReferences(tiers, kinds)],
  };
}

function checkTier(
  tier: Sourced<TierManifest>,
  kinds: ServiceKinds,
): { entry?: CatalogueEntry; diagnostics: readonly Diagnostic[] } {
  const { metadata, spec } = tier.manifest;
  const kind = kindOf(kinds, metadata.service);
  if (kind === undefined) return { diagnostics: [] };
  const entitlements = checkShape(kind.entitlementsSchema, spec.entitlements, tier.document, ["spec", "entitlements"]);
  const features = checkShape(kind.featuresSchema, spec.features, tier.document, ["spec", "features"]);
  const diagnostics = [...entitlements.diagnostics, ...features.diagnostics];
  if (diagnostics.length > 0) return { diagnostics };
  return { entry: { ...tier, entitlements: entitlements.value, features: features.value }, diagnostics };
}

/** Moves to tiers and successors that do not exist. */
function checkReferences(tiers: readonly Sourced<TierManifest>[], kinds: ServiceKinds): Diagnostic[] {
  const byService = Map.groupBy(tiers, ({ manifest }) => manifest.metadata.service);
  return tiers.flatMap(({ manifest, document }) => {
    const { service, name } = manifest.metadata;
    // Of a service that is not known no tier is, and its name alone is wrong.
    if (kindOf(kinds, service) === undefined) return [];
    const siblings = byService.get(service) ?? [];
    const names = [...new Set(siblings.map((tier) => tier.manifest.metadata.name))];
    const versions = siblings.map((tier) => formatTier(tier.manifest.metadata));
    const missing = (path: ValuePath, given: string, known: readonly string[]): Diagnostic =>
      locate(unknownTier(path, given, service, known, "Correct it, or add the tier."), [], document.positions);
    const { successor } = manifest.status;
    const itself = formatTier(manifest.metadata);
    return [
      ...manifest.spec.moves.flatMap(({ to }, index) => {
        const others = names.filter((other) => other !== name);
        const path = ["spec", "moves", index, "to"];
        if (to === name) return [locate({ ...toItself, path }, [], document.positions)];
        return others.includes(to) ? [] : [missing(path, to, others)];
      }),
      ...(successor === undefined || (successor !== itself && versions.includes(successor))
        ? []
        : [
            missing(
              ["status", "successor"],
              successor,
              versions.filter((version) => version !== itself),
            ),
          ]),
    ];
  });
}

const toItself = {
  code: "TEN210",
  message: "A tier is no move from itself; a subscription follows its versions without one.",
  fix: "Remove it.",
} as const;

/** Checks add-ons with every tier that they may be added to: together they must be what the kind's schemas take. */
export function checkAddOns(
  addOns: readonly Sourced<AddOnManifest>[],
  catalogue: readonly CatalogueEntry[],
  declaredTiers: readonly Sourced<TierManifest>[],
  kinds: ServiceKinds,
): Checked<AddOnEntry> {
  const entries: AddOnEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const addOn of addOns) {
    const { metadata, spec } = addOn.manifest;
    const kind = kindOf(kinds, metadata.service);
    if (kind === undefined) continue;
    const ofService = declaredTiers.filter(({ manifest }) => manifest.metadata.service === metadata.service);
    const names = [...new Set(ofService.map(({ manifest }) => manifest.metadata.name))].toSorted();
    const found = [
      ...spec.tiers.flatMap((name, index) => {
        if (names.includes(name)) return [];
        const path = ["spec", "tiers", index];
        const problem = unknownTier(path, name, metadata.service, names, "Remove it, or add the tier.");
        return [locate(problem, [], addOn.document.positions)];
      }),
      ...catalogue
        .filter(({ manifest }) => manifest.metadata.service === metadata.service)
        .filter(({ manifest }) => spec.tiers.includes(manifest.metadata.name))
        .flatMap((tier) => checkTogether(addOn, tier, kind)),
    ];
    diagnostics.push(...found);
    if (found.length === 0) entries.push(addOn);
  }
  return { entries, diagnostics };
}

function checkTogether(addOn: AddOnEntry, tier: CatalogueEntry, kind: AnyServiceKind): readonly Diagnostic[] {
  const { document } = addOn;
  return [
    ...checkShape(kind.entitlementsSchema, grantsOf(tier, [addOn]), document, ["spec", "entitlements"]).diagnostics,
    ...checkShape(kind.featuresSchema, featuresOf(tier, [addOn]), document, ["spec", "features"]).diagnostics,
  ];
}

function unknownTier(
  path: ValuePath,
  given: string,
  service: string,
  known: readonly string[],
  otherwise: string,
): LocalProblem {
  const message = `The tier "${given}" of the service "${service}" does not exist.`;
  const allowed = known.toSorted().join(", ");
  return { code: "TEN202", path, message, allowed, fix: didYouMean(given, known) ?? otherwise };
}
