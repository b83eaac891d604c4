/** Where secrets go: marked in what the engine stores, digested in what the inventory stores. */
import { createHmac } from "node:crypto";
import { isList, isProperties, mapProperties, reveal, Secret, UNKNOWN, type Properties, type Value } from "./values.ts";

/** Key of the marker that stands in the inventory where a secret value would. */
export const SEALED = "$sealed";

/** Shorter secrets are not searched for inside other values: "1" or "ab" would be found everywhere. */
const SHORTEST_TAINT = 4;

function secretStrings(value: Value, inside: boolean, found: string[]): string[] {
  if (value instanceof Secret) secretStrings(value.value, true, found);
  else if (typeof value === "string" && inside && value.length >= SHORTEST_TAINT) found.push(value);
  else if (isList(value)) for (const item of value) secretStrings(item, inside, found);
  else if (isProperties(value)) for (const item of Object.values(value)) secretStrings(item, inside, found);
  return found;
}

function mark(value: Value, like: Value | undefined, taints: readonly string[]): Value {
  if (value instanceof Secret) return value;
  if (like instanceof Secret) return new Secret(value);
  if (typeof value === "string") return taints.some((taint) => value.includes(taint)) ? new Secret(value) : value;
  if (isList(value)) return value.map((item, index) => mark(item, isList(like) ? like[index] : undefined, taints));
  if (isProperties(value)) {
    const model = isProperties(like) ? like : {};
    return mapProperties(value, (item, name) => mark(item, model[name], taints));
  }
  return value;
}

/**
 * `properties` with secrets marked where `like` has one, where a value contains one of its secrets, and at the
 * top-level names in `always`.
 */
export function markSecrets(properties: Properties, like: Properties, always: readonly string[] = []): Properties {
  const taints = secretStrings(like, false, []);
  return mapProperties(properties, (value, name) =>
    always.includes(name) && !(value instanceof Secret) ? new Secret(value) : mark(value, like[name], taints),
  );
}

function canonical(value: Value): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (isProperties(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

function digest(value: Value, key: string): string {
  return `hmac-sha256:${createHmac("sha256", key)
    .update(canonical(reveal(value)))
    .digest("hex")}`;
}

/** What the inventory stores: each secret replaced by `{ "$sealed": <keyed digest> }`. */
export function seal(properties: Properties, key: string): Properties;
export function seal(value: Value, key: string): Value;
export function seal(value: Value, key: string): Value {
  if (value instanceof Secret) return { [SEALED]: digest(value.value, key) };
  if (isList(value)) return value.map((item) => seal(item, key));
  if (isProperties(value)) return mapProperties(value, (item) => seal(item, key));
  return value;
}

/**
 * The stored value with secrets back in place: where the engine's own copy (`known`) has the sealed digest, that copy;
 * where it has not (someone changed the object, or it is being imported), a secret that names the digest.
 */
export function unseal(stored: Value, known: Value | undefined, key: string): Value {
  if (isProperties(stored)) {
    const sealed = stored[SEALED];
    if (typeof sealed === "string") {
      const clear = known === undefined ? UNKNOWN : reveal(known);
      return new Secret(
        known !== undefined && digest(clear, key) === sealed ? clear : `sealed by the sandbox as ${sealed}`,
      );
    }
    const model = known instanceof Secret ? known.value : known;
    const opened = mapProperties(stored, (item, name) =>
      unseal(item, isProperties(model) ? model[name] : undefined, key),
    );
    return known instanceof Secret ? new Secret(opened) : opened;
  }
  const model = known instanceof Secret ? known.value : known;
  const opened = isList(stored)
    ? stored.map((item, index) => unseal(item, isList(model) ? model[index] : undefined, key))
    : stored;
  return known instanceof Secret ? new Secret(opened) : opened;
}

/** {@link unseal} for a whole object. */
export function unsealProperties(stored: Properties, known: Properties, key: string): Properties {
  return mapProperties(stored, (value, name) => unseal(value, known[name], key));
}
