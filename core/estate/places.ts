/** What a file of an estate is, by its name below the estate's directory; undefined when it is none of the estate's. */
export type Place = "estate" | "waivers" | "lock" | "tier" | "add-on" | "price-book" | "tenant";

const places: readonly (readonly [RegExp, Place])[] = [
  [/^estate\.(?:ya?ml|json)$/, "estate"],
  [/^waivers\.(?:ya?ml|json)$/, "waivers"],
  [/^catalogue\.lock$/, "lock"],
  [/^catalogue\/[^/]+\/add-ons\/.*\.(?:ya?ml|json)$/, "add-on"],
  [/^catalogue\/.*\.(?:ya?ml|json)$/, "tier"],
  [/^pricebook\/.*\.(?:ya?ml|json)$/, "price-book"],
  [/^tenants\/.*\.(?:ya?ml|json)$/, "tenant"],
];

/**
 * Decides by its name what a file is.
 *
 * @param name the path below the estate's directory, with `/` between parts.
 */
export function placeOf(name: string): Place | undefined {
  return places.find(([pattern]) => pattern.test(name))?.[1];
}

/** The directories below the estate's that manifests lie in. */
export const manifestDirectories: readonly string[] = ["catalogue", "pricebook", "tenants"];
