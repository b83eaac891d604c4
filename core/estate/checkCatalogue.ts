import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { checkShape } from "../documents/checkShape.ts";
import { formatPath } from "../documents/sourceMap.ts";
import type { AnyServiceKind, ServiceKinds } from "../kinds/serviceKind.ts";
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
  const kind = kindOf(metadata.service, kinds);
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
    if (kindOf(service, kinds) === undefined) return [];
    const siblings = byService.get(service) ?? [];
    const names = [...new Set(siblings.map((tier) => tier.manifest.metadata.name))];
    const versions = siblings.map((tier) => formatTier(tier.manifest.metadata));
    const missing = (path: (string | number)[], given: string, known: readonly string[]): Diagnostic => ({
      code: "TEN202",
      severity: "error",
      message: `The tier "${given}" of the service "${service}" does not exist.`,
      allowed: known.toSorted().join(", "),
      fix: didYouMean(given, known) ?? "Correct it, or add the tier.",
      field: formatPath(path),
      where: document.positions.value(path),
    });
    const { successor } = manifest.status;
    const itself = formatTier(manifest.metadata);
    return [
      ...manifest.spec.moves.flatMap(({ to }, index) => {
        const others = names.filter((other) => other !== name);
        const path = ["spec", "moves", index, "to"];
        if (to === name) return [toItself(path, document)];
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

function toItself(path: (string | number)[], document: Sourced<unknown>["document"]): Diagnostic {
  return {
    code: "TEN210",
    severity: "error",
    message: "A tier is no move from itself; a subscription follows its versions without one.",
    fix: "Remove it.",
    field: formatPath(path),
    where: document.positions.value(path),
  };
}

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
    const kind = kindOf(metadata.service, kinds);
    if (kind === undefined) continue;
    const ofService = declaredTiers.filter(({ manifest }) => manifest.metadata.service === metadata.service);
    const names = [...new Set(ofService.map(({ manifest }) => manifest.metadata.name))].toSorted();
    const found = [
      ...spec.tiers.flatMap((name, index) => (names.includes(name) ? [] : [unknownTier(addOn, name, index, names)])),
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

function unknownTier(addOn: AddOnEntry, name: string, index: number, names: readonly string[]): Diagnostic {
  const path = ["spec", "tiers", index];
  return {
    code: "TEN202",
    severity: "error",
    message: `The tier "${name}" of the service "${addOn.manifest.metadata.service}" does not exist.`,
    allowed: names.join(", "),
    fix: didYouMean(name, names) ?? "Remove it, or add the tier.",
    field: formatPath(path),
    where: addOn.document.positions.value(path),
  };
}

function kindOf(service: string, kinds: ServiceKinds): AnyServiceKind | undefined {
  return Object.hasOwn(kinds, service) ? kinds[service] : undefined;
}
