import type { Violation } from "./rule.ts";

/** The value at a path of keys in plain data, or nothing where the path leads nowhere. */
export function valueAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** The value at a path if it is a list, else an empty one. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A value, or each of its elements if it is a list: IAM policies and others allow both for "one". */
export function oneOrMany(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** True for what a provider takes as true: some properties are text in launch templates and elsewhere. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

/** True for what is not set: absent, null, or the empty text that providers give back for it. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** True for text that is not empty: a name, an id, an ARN. */
export function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** True for a number of days that is no less than so many. */
export function lasts(value: unknown, days: number): boolean {
  return typeof value === "number" && value >= days;
}

/** How a property should be that {@link lasts} is asked of, with the days of the rule's settings. */
export const asManyDays = "be as many days as the rule's settings ask for";

/**
 * Nothing when a property is as it should be, else the violation that says so.
 *
 * @param property its path, dotted.
 * @param should how it should be, as in "should be true".
 */
export function expectAt(
  inputs: unknown,
  property: string,
  holds: (value: unknown) => boolean,
  should: string,
): Violation[] {
  if (holds(valueAt(inputs, ...property.split(".")))) return [];
  return [{ property, message: `${property} should ${should}.` }];
}
