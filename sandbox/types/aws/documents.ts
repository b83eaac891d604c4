/** Policy documents: the SDK takes them as objects or as JSON text, AWS keeps text. */
import { hasUnknown, isProperties, stringOf, UNKNOWN, type Properties, type Value } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";

/** The inputs with one document as JSON text; unknown while any part of it is. */
export function asJsonText(inputs: Properties, property: string): Properties {
  const value = inputs[property];
  if (!isProperties(value)) return inputs;
  return { ...inputs, [property]: hasUnknown(value) ? UNKNOWN : JSON.stringify(value) };
}

/** Reads a document in JSON text: its properties, or what is wrong with it. */
export function parseDocument(value: string): Properties | string {
  try {
    const document: unknown = JSON.parse(value);
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return document as Properties;
    return "contains an invalid JSON policy: it must be an object";
  } catch (error) {
    return `contains an invalid JSON policy: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Rejects a document that is not a JSON object. */
export function checkJsonDocument(inputs: Properties, property: string): Problem[] {
  const value = stringOf(inputs[property]);
  const document = value === undefined || value === "" ? {} : parseDocument(value);
  return typeof document === "string" ? [{ property, reason: document }] : [];
}

/** Statements of a policy document in JSON text; none when it is not one. */
export function statementsOf(policy: Value | undefined): Properties[] {
  const document = parseDocument(stringOf(policy) ?? "");
  if (typeof document === "string") return [];
  return [document["Statement"] ?? []].flat().filter(isProperties);
}

/** Principals of a statement's `AWS` entry: ARNs, account numbers or `*`. */
export function awsPrincipals(statement: Properties): string[] {
  const principal = statement["Principal"];
  const listed = isProperties(principal) ? principal["AWS"] : principal;
  return [listed ?? []].flat().filter((item) => typeof item === "string");
}
