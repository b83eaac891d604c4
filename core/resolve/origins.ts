import type { SourceLocation } from "../diagnostics/diagnostic.ts";
import { LayeredPositions } from "../documents/layers.ts";
import type { ParsedDocument } from "../documents/parseDocument.ts";
import { formatPath, isMapping, partAt, type ValuePath } from "../documents/sourceMap.ts";
import type { Estate, EstateTenant } from "../estate/estate.ts";
import { formatTier } from "../schema/tier.ts";
import type { SubscriptionSources } from "./resolveTenant.ts";

/** Where a value of a resolved tenant comes from. One that is computed comes from several places. */
export interface Origin {
  /** `set`: stands in a file. `default`: no file sets it, so it is the schema's. `computed`: follows by a rule from what stands there. */
  readonly how: "set" | "default" | "computed";
  /** Whose it is: `the manifest`, `the tier standard@2`, `the estate's defaults`; or the rule that computes it. */
  readonly by: string;
  /** The field in that file, such as `spec.subscriptions[0].tier`. */
  readonly field: string;
  readonly where: SourceLocation;
}

/**
 * Where the value at a path of a resolved tenant comes from; never empty for a leaf.
 *
 * @param path a path in the ResolvedTenant, such as `subscriptions[0].bundle.network.cidr` in its steps.
 */
export function originsOf(tenant: EstateTenant, estate: Estate, path: ValuePath): Origin[] {
  const [section = "", index, part = "", ...rest] = path;
  if (section === "id" || section === "displayName") return [fromManifest(tenant, ["metadata", section])];
  if (section === "estate") return [inDocument("the estate", estate.document, ["metadata", ...path.slice(1)])];
  if (section !== "subscriptions") return [fromManifest(tenant, ["spec", ...path])];
  const sources = typeof index === "number" ? tenant.sources[index] : undefined;
  if (sources === undefined) return [fromManifest(tenant, ["spec", "subscriptions"])];
  return ofSubscription(tenant, estate, sources, String(part), rest);
}

function ofSubscription(
  tenant: EstateTenant,
  estate: Estate,
  sources: SubscriptionSources,
  part: string,
  rest: ValuePath,
): Origin[] {
  const { base, tier, addOns, cellIndex } = sources;
  const fromTier = (path: ValuePath): Origin => {
    return inDocument(`the tier ${formatTier(tier.manifest.metadata)}`, tier.document, path);
  };
  switch (part) {
    case "tier":
      return rest[0] === "version" && !pinned(tenant, base)
        ? [
            computed("highest version of the ring", fromManifest(tenant, [...base, "tier"])),
            computed("highest version of the ring", fromManifest(tenant, ["spec", "ring"])),
            computed("highest version of the ring", fromTier(["metadata", "version"])),
          ]
        : [fromManifest(tenant, [...base, "tier"])];
    case "addOns": {
      const addOn = addOns[Number(rest[0])];
      if (addOn === undefined || rest[1] !== "price")
        return [fromManifest(tenant, [...base, "addOns", ...rest.slice(0, 1)])];
      const owner = `the add-on ${formatTier(addOn.manifest.metadata)}`;
      return [inDocument(owner, addOn.document, ["spec", ...rest.slice(1)])];
    }
    case "isolation":
    case "price":
    case "support":
    case "sla":
      return [fromTier(["spec", part, ...rest])];
    case "entitlements":
    case "features":
      return ofGrant(sources, fromTier, part, rest);
    case "cell": {
      const origin = inDocument("the estate", estate.document, ["spec", "cells", cellIndex, ...rest]);
      const named = partAt(tenant.document.value, [...base, "cell"]) !== undefined;
      if (rest[0] !== "id") return [origin];
      return named
        ? [fromManifest(tenant, [...base, "cell"])]
        : [computed("only fitting cell of the region", fromManifest(tenant, ["spec", "region"])), origin];
    }
    case "tags":
    case "labels":
      return taggedBy(tenant, base, String(rest[0])).map((path) => computed("tagging", fromManifest(tenant, path)));
    case "bundle":
      return ofBundle(tenant, estate, sources, fromTier);
    default:
      return [fromManifest(tenant, [...base, part, ...rest])];
  }
}

/** An amount is the tier's and the add-ons' together; a feature is the last add-on's that has it, else the tier's. */
function ofGrant(
  { tier, addOns }: SubscriptionSources,
  fromTier: (path: ValuePath) => Origin,
  part: "entitlements" | "features",
  rest: ValuePath,
): Origin[] {
  const path = ["spec", part, ...rest];
  const adding = addOns
    .filter(({ manifest }) => Object.hasOwn(manifest.spec[part], String(rest[0])))
    .map(({ manifest, document }) => inDocument(`the add-on ${formatTier(manifest.metadata)}`, document, path));
  if (adding.length === 0) return [fromTier(path)];
  if (part === "features") return adding.slice(-1);
  const standing = partAt(tier.document.value, path) === undefined ? [] : [fromTier(path)];
  return [...standing, ...adding].map((origin) => computed("sum of tier and add-ons", origin));
}

/** What a kind plans follows from the whole order, the tier's features and the cell; which of them, only the kind knows. */
function ofBundle(
  tenant: EstateTenant,
  estate: Estate,
  { base, spec, tier, cellIndex }: SubscriptionSources,
  fromTier: (path: ValuePath) => Origin,
): Origin[] {
  const service = tier.manifest.metadata.service;
  const ordered = spec.keys([...base, "spec"]).map((key) => fromLayers(spec, [...base, "spec", key]));
  const cell = inDocument("the estate", estate.document, ["spec", "cells", cellIndex]);
  const found = [...ordered, fromTier(["spec", "features"]), cell, fromManifest(tenant, ["metadata", "id"])];
  return found.map((origin) => computed(`plan of ${service}`, origin));
}

/** The fields of the manifest that a tag's or label's value is made of. */
function taggedBy(tenant: EstateTenant, base: ValuePath, key: string): ValuePath[] {
  const id = ["metadata", "id"];
  const orId = (path: ValuePath): ValuePath => (partAt(tenant.document.value, path) === undefined ? id : path);
  switch (key.split(/[:/]/).at(-1)) {
    case "subscription":
      return [[...base, "name"]];
    case "service":
      return [[...base, "service"]];
    case "tier":
    case "tier-version":
      return [[...base, "tier"]];
    case "cost-centre":
      return [orId(["spec", "contract", "costCentre"])];
    case "owner":
      return [orId(["spec", "contract", "owner"])];
    case "data-class":
      return [["spec", "dataClass"]];
    default:
      return [id];
  }
}

function pinned(tenant: EstateTenant, base: ValuePath): boolean {
  const tier = partAt(tenant.document.value, [...base, "tier"]);
  return typeof tier === "string" && tier.includes("@");
}

function computed(rule: string, origin: Origin): Origin {
  return { ...origin, how: "computed", by: `${rule}, from ${origin.by}` };
}

/** A value of the manifest, or of the layers below it. */
function fromManifest({ document }: EstateTenant, path: ValuePath): Origin {
  const { positions } = document;
  const layered = positions instanceof LayeredPositions && path[0] === "spec";
  return layered ? fromLayers(positions, path) : inDocument("the manifest", document, path);
}

function fromLayers(positions: LayeredPositions, path: ValuePath): Origin {
  const setting = positions.setting(path);
  return setting === undefined
    ? { how: "default", by: "the schema", field: formatPath(path), where: positions.value(path) }
    : inDocument(setting.layer.owner, setting.layer.document, setting.path);
}

function inDocument(owner: string, document: ParsedDocument, path: ValuePath): Origin {
  const field = formatPath(path);
  const where = document.positions.value(path);
  // A list's or mapping's part may be a schema's default although the whole is set.
  return partAt(document.value, path) === undefined
    ? { how: "default", by: "the schema", field, where }
    : { how: "set", by: owner, field, where };
}

/**
 * Where a value of a manifest comes from, by its path there: the manifest itself or a layer below it.
 *
 * @param path a path in the manifest, such as `spec.subscriptions[0].spec.network.cidr` in its steps.
 */
export function originOfManifestValue(tenant: EstateTenant, path: ValuePath): Origin {
  const [, , index, part] = path;
  const sources = typeof index === "number" && part === "spec" ? tenant.sources[index] : undefined;
  if (sources === undefined) return fromManifest(tenant, path);
  return fromLayers(sources.spec, path);
}

/** The manifest as its layers make it: with the estate's, tiers' and add-ons' defaults. Defaults of schemas are not in it. */
export function mergedManifest({ document, sources }: EstateTenant): unknown {
  const spec = partAt(document.value, ["spec"]);
  const subscriptions = partAt(spec, ["subscriptions"]);
  if (!isMapping(document.value) || !isMapping(spec) || !Array.isArray(subscriptions)) return document.value;
  const merged = subscriptions.map((subscription: unknown, index) => {
    const layers = sources[index]?.spec;
    return isMapping(subscription) && layers !== undefined ? { ...subscription, spec: layers.merged() } : subscription;
  });
  return { ...document.value, spec: { ...spec, subscriptions: merged } };
}
