/** Policy documents: the SDK takes them as objects or as JSON text, AWS keeps text. */
import { hasUnknown, isProperties, stringOf, UNKNOWN, type Properties } from "../../provider/values.ts";
import type { Problem } from "../definition.ts";

/** The inputs with one document as JSON text; unknown while any part of it is. */
export function asJsonText(inputs: Properties, property: string): Properties {
  const value = inputs[property];
  if (!isProperties(value)) return inputs;
  return { ...inputs, [property]: hasUnknown(value) ? UNKNOWN : JSON.stringify(value) };
}

/** Rejects a document that is not a JSON object. */
export function checkJsonDocument(inputs: Properties, property: string): Problem[] {
  const value = stringOf(inputs[property]);
  if (value === undefined) return [];
  try {
    const document: unknown = JSON.parse(value);
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return [];
    return [{ property, reason: "contains an invalid JSON policy: it must be an object" }];
  } catch (error) {
    return [
      {
        property,
        reason: `contains an invalid JSON policy: ${error instanceof Error ? error.message : String(error)}`,
      },
    ];
  }
}
