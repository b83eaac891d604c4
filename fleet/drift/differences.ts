import type { Json, JsonObject } from "./exactPart.ts";

/** Paths, such as `spec.ingress[0]`, at which two parts of an object differ; a list or object that one lacks is one path. */
export function differences(wanted: Json | undefined, found: Json | undefined, path = ""): string[] {
  if (isList(wanted) && isList(found)) {
    const length = Math.max(wanted.length, found.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differences(wanted[index], found[index], `${path}[${String(index)}]`),
    );
  }
  if (isObject(wanted) && isObject(found)) {
    return keysOf(wanted, found).flatMap((key) => differences(wanted[key], found[key], joined(path, key)));
  }
  return isSame(wanted, found) ? [] : [path];
}

/**
 * The JSON merge patch (RFC 7386) that makes of what is found what is wanted; empty when nothing differs. Lists that differ are
 * replaced as wholes.
 */
export function mergePatch(wanted: JsonObject, found: JsonObject): JsonObject {
  return Object.fromEntries(
    keysOf(wanted, found).flatMap((key): [string, Json][] => {
      const [one, other] = [wanted[key], found[key]];
      if (differences(one, other).length === 0) return [];
      return [[key, isObject(one) && isObject(other) ? mergePatch(one, other) : (one ?? null)]];
    }),
  );
}

/** The part of {@link mergePatch} that only takes fields away; what differs by value stays as it is found. */
export function removals(wanted: JsonObject, found: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(found).flatMap((key): [string, Json][] => {
      const [one, other] = [wanted[key], found[key]];
      if (isNothing(one)) return isNothing(other) ? [] : [[key, null]];
      if (!isObject(one) || !isObject(other)) return [];
      const inside = removals(one, other);
      return Object.keys(inside).length > 0 ? [[key, inside]] : [];
    }),
  );
}

function joined(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

function keysOf(one: JsonObject, other: JsonObject): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** The server leaves out lists without items, and writes amounts its own way. */
function isSame(wanted: Json | undefined, found: Json | undefined): boolean {
  if (isNothing(wanted) && isNothing(found)) return true;
  if (wanted === found) return true;
  const [one, other] = [amountOf(wanted), amountOf(found)];
  return one !== undefined && one === other;
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || (isList(value) && value.length === 0);
}

const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

/** An amount as a number (Kubernetes documentation, "Quantity"); undefined for what is none. */
function amountOf(value: Json | undefined): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const [, digits, suffix = ""] = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?)$/.exec(String(value)) ?? [];
  if (digits === undefined) return undefined;
  const power = binary.indexOf(suffix) + 1;
  if (power > 0) return Number(digits) * 1024 ** power;
  // One rounding only, so that 1500m and 1.5 are the same number.
  const exponent = 3 * (decimal.indexOf(suffix) - decimal.indexOf(""));
  return exponent < 0 ? Number(digits) / 10 ** -exponent : Number(digits) * 10 ** exponent;
}
