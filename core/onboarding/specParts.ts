import { isMapping, partAt } from "../documents/sourceMap.ts";
import type { Estate } from "../estate/estate.ts";
import type { Json } from "../kinds/serviceKind.ts";
import type { OrderedSubscription } from "./tenantOrder.ts";

/** The spec of a subscription, by key. */
type Spec = OrderedSubscription["spec"];

/** True when a subscription's spec says something at a path, or the estate's or the tier's defaults say it for it. */
export function isSaid(
  { service, tier, spec }: OrderedSubscription,
  path: readonly string[],
  { manifest, catalogue }: Pick<Estate, "manifest" | "catalogue">,
): boolean {
  const { services } = manifest.spec.defaults;
  const [name, version] = tier.split("@");
  const ofTier = catalogue.filter(({ manifest: { metadata } }) => {
    const isVersion = version === undefined || String(metadata.version) === version;
    return metadata.service === service && metadata.name === name && isVersion;
  });
  return [
    spec,
    Object.hasOwn(services, service) ? services[service] : undefined,
    ...ofTier.map((entry) => entry.manifest.spec.defaults),
  ].some((layer) => partAt(layer, path) !== undefined);
}

/** The spec with a value at a path; a plain value on the way gives way to a mapping. */
export function withPart(spec: Spec, path: readonly string[], value: Json): Spec {
  const [key, ...rest] = path;
  if (key === undefined) return spec;
  const part = Object.hasOwn(spec, key) ? spec[key] : undefined;
  const inner = isMapping(part) ? (part as Spec) : {};
  return { ...spec, [key]: rest.length === 0 ? value : withPart(inner, rest, value) };
}
