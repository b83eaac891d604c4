/** Rules for single inputs, as the AWS rows use them. Absent and unknown values pass. */
import { isList, isProperties, stringOf, Unknown, type Properties, type Value } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";
import { parseCidr } from "./cidr.ts";

/** A text, number or switch as it stands in messages and keys; nothing for all else. */
export function shown(value: Value | undefined): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** True when an input is known and not true, so that what needs it cannot be. */
export function isOff(value: Value | undefined): boolean {
  return value !== true && !(value instanceof Unknown);
}

/** One problem, or none when there is no reason for it. */
export function problem(property: string, reason: string | undefined): Problem[] {
  return reason === undefined ? [] : [{ property, reason }];
}

/** A whole number within bounds, both included. */
export function between(inputs: Properties, name: string, lowest: number, highest: number, at = ""): Problem[] {
  const value = inputs[name];
  if (typeof value !== "number") return [];
  if (value >= lowest && value <= highest && Number.isInteger(value)) return [];
  const reason = `is ${String(value)}, but must be a whole number from ${String(lowest)} to ${String(highest)}`;
  return [{ property: at + name, reason }];
}

/** One of a few values. */
export function choice(property: string, value: Value | undefined, allowed: readonly (string | number)[]): Problem[] {
  if (value === undefined || value instanceof Unknown) return [];
  if ((typeof value === "string" || typeof value === "number") && allowed.includes(value)) return [];
  return [{ property, reason: `is ${JSON.stringify(value)}, but must be one of ${allowed.join(", ")}` }];
}

/** Text of a form; `form` says in words what the pattern wants. */
export function matching(property: string, value: Value | undefined, pattern: RegExp, form: string): Problem[] {
  const given = stringOf(value);
  return given === undefined || pattern.test(given) ? [] : [{ property, reason: `is "${given}", but must be ${form}` }];
}

function present(inputs: Properties, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = inputs[name];
    return value !== undefined && value !== null && value !== "" && !(isList(value) && value.length === 0);
  });
}

/** Exactly one of the inputs has to be there; `at` is the path of what holds them. */
export function exactlyOne(inputs: Properties, names: readonly string[], at = ""): Problem[] {
  const given = present(inputs, names);
  if (given.length === 1) return [];
  const property = at === "" ? (given[1] ?? names[0] ?? "") : at;
  const found = given.length === 0 ? "none is given" : `${given.join(" and ")} are given`;
  return [{ property, reason: `exactly one of ${names.join(", ")} is required, but ${found}` }];
}

/** At most one of the inputs may be there. */
export function atMostOne(inputs: Properties, names: readonly string[], at = ""): Problem[] {
  const given = present(inputs, names);
  if (given.length < 2) return [];
  return [{ property: at + (given[1] ?? ""), reason: `conflicts with ${given[0] ?? ""}; give one of them` }];
}

/** Inputs that must be there; `why` says when. */
export function required(inputs: Properties, names: readonly string[], why: string, at = ""): Problem[] {
  const given = present(inputs, names);
  return names
    .filter((name) => !given.includes(name))
    .map((name) => ({ property: at + name, reason: `is required ${why}, but it is missing` }));
}

/** Inputs that must not be there; `why` says when. */
export function forbidden(inputs: Properties, names: readonly string[], why: string): Problem[] {
  return present(inputs, names).map((name) => ({ property: name, reason: `cannot be given ${why}` }));
}

/** An IPv4 block in canonical form. */
export function checkCidr(inputs: Properties, name: string, at = ""): Problem[] {
  const value = stringOf(inputs[name]);
  const parsed = value === undefined || value === "" ? undefined : parseCidr(value);
  return typeof parsed === "string" ? [{ property: at + name, reason: parsed }] : [];
}

/** Applies a rule to each object of a list; the rule gets the object and its path with a dot behind. */
export function each(inputs: Properties, name: string, rule: (item: Properties, at: string) => Problem[]): Problem[] {
  const list = inputs[name];
  if (!isList(list)) return [];
  return list.flatMap((item, index) => (isProperties(item) ? rule(item, `${name}[${String(index)}].`) : []));
}

/** Applies a rule to a nested object; the rule gets the object and its path with a dot behind. */
export function part(inputs: Properties, name: string, rule: (item: Properties, at: string) => Problem[]): Problem[] {
  const value = inputs[name];
  return isProperties(value) ? rule(value, `${name}.`) : [];
}

/** The texts of a list; unknown ones are left out. */
export function texts(value: Value | undefined): string[] {
  return isList(value) ? value.filter((item) => typeof item === "string") : [];
}
