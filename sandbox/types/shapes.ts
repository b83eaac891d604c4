/**
 * Checks inputs against argument shapes generated from the SDK's declarations. A shape maps a property to a type:
 * `string`, `number`, `boolean`, `any`, or the name of another shape, followed by `[]` for lists and `{}` for maps of it,
 * and by `?` when the property may be absent.
 */
import { closest, distance } from "fastest-levenshtein";
import type { Problem } from "./definition.ts";
import { isList, isProperties, Secret, Unknown, type Properties, type Value } from "../provider/values.ts";

/** Shapes by name; a resource's arguments stand under its type token. */
export type Shapes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** ` Did you mean "x"?` when a known name is close enough to the given one, else all known names. */
export function suggest(given: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const nearest = closest(given, [...known]);
  if (distance(given.toLowerCase(), nearest.toLowerCase()) <= Math.max(2, given.length / 3))
    return ` Did you mean "${nearest}"?`;
  return known.length <= 12 ? ` Known are ${[...known].sort().join(", ")}.` : ` The nearest known is "${nearest}".`;
}

function describe(value: Value): string {
  if (isList(value)) return "a list";
  if (isProperties(value)) return "an object";
  return `${typeof value} ${JSON.stringify(value)}`;
}

function checkValue(shapes: Shapes, type: string, value: Value, path: string, problems: Problem[]): void {
  if (value instanceof Unknown || type === "any") return;
  if (value instanceof Secret) {
    checkValue(shapes, type, value.value, path, problems);
  } else if (type.endsWith("[]")) {
    if (!isList(value)) problems.push({ property: path, reason: `is ${describe(value)}, but must be a list` });
    else
      value.forEach((item, index) => {
        checkValue(shapes, type.slice(0, -2), item, `${path}[${String(index)}]`, problems);
      });
  } else if (type.endsWith("{}")) {
    if (!isProperties(value)) problems.push({ property: path, reason: `is ${describe(value)}, but must be a map` });
    else
      for (const [name, item] of Object.entries(value))
        checkValue(shapes, type.slice(0, -2), item, `${path}[${JSON.stringify(name)}]`, problems);
  } else if (type === "string" || type === "number" || type === "boolean") {
    if (!fits(type, value)) problems.push({ property: path, reason: `is ${describe(value)}, but must be a ${type}` });
  } else if (isProperties(value)) {
    checkProperties(shapes, type, value, path, problems);
  } else {
    problems.push({ property: path, reason: `is ${describe(value)}, but must be an object` });
  }
}

/** Provider settings and some inputs arrive as text even when they are numbers or booleans. */
function fits(type: string, value: Value): boolean {
  if (typeof value === type) return true;
  if (typeof value !== "string") return type === "string" && (typeof value === "number" || typeof value === "boolean");
  if (type === "number") return value !== "" && !Number.isNaN(Number(value));
  return type === "boolean" && (value === "true" || value === "false");
}

function checkProperties(shapes: Shapes, name: string, value: Properties, path: string, problems: Problem[]): void {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`the generated shapes have no ${name}; run sandbox/types/generate.ts`);
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  for (const [property, type] of Object.entries(shape)) {
    const given = value[property];
    if (given === undefined || given === null) {
      if (!type.endsWith("?")) problems.push({ property: at(property), reason: "is required, but it is missing" });
    } else {
      checkValue(shapes, type.replace(/\?$/, ""), given, at(property), problems);
    }
  }
  for (const property of Object.keys(value)) {
    // Names with two underscores in front are the SDKs' own.
    if (shape[property] !== undefined || property.startsWith("__")) continue;
    problems.push({
      property: at(property),
      reason: `is not an input of ${name}.${suggest(property, Object.keys(shape))}`,
    });
  }
}

/** Everything that is missing, unknown or of the wrong type, by path. Unknown values pass. */
export function checkShape(shapes: Shapes, name: string, inputs: Properties): Problem[] {
  const problems: Problem[] = [];
  checkProperties(shapes, name, inputs, "", problems);
  return problems;
}
