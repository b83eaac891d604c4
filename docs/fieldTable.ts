import type { JsonSchema } from "../core/schema/jsonSchemas.ts";

/** One field of a document, as a row of its reference. */
interface Field {
  readonly path: string;
  readonly type: string;
  readonly need: string;
  readonly allowed: string;
  readonly description: string;
}

/** A part of a schema, and the same part as it has to stand in one file, where lower layers may give some of it. */
interface Part {
  readonly whole: JsonSchema;
  readonly alone: JsonSchema | undefined;
}

/**
 * A Markdown table of a schema's fields, a row each, mappings before what is in them.
 *
 * @param whole the schema of what counts in the end.
 * @param alone the schema of one file; what only the former requires may come from a lower layer. The same when absent.
 * @param path where the schema's value stands, such as `spec`; empty for the whole document.
 * @param cut paths below which the fields are told elsewhere.
 */
export function fieldTable(
  whole: JsonSchema,
  alone: JsonSchema = whole,
  path = "",
  cut: readonly string[] = [],
): string {
  const rows = fieldsOf({ whole, alone }, path, cut).map(
    ({ path: name, type, need, allowed, description }) =>
      `| ${[`\`${name}\``, type, need, allowed, description].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`,
  );
  return ["| field | type | needed | allowed | meaning |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function fieldsOf({ whole, alone }: Part, path: string, cut: readonly string[]): Field[] {
  if (cut.includes(path)) return [];
  const own = Object.entries(whole.properties ?? {}).flatMap(([key, value]) => {
    const part = { whole: schemaOf(value), alone: alone === undefined ? undefined : childOf(alone, key) };
    const name = path === "" ? key : `${path}.${key}`;
    return [
      {
        path: name,
        type: typeOf(part.whole),
        need: needOf(key, part.whole, whole, alone),
        allowed: allowedOf(part.whole),
        description: part.whole.description ?? "",
      },
      ...fieldsOf(part, name, cut),
    ];
  });
  const named = whole.additionalProperties;
  const ofNamed =
    typeof named === "object" && Object.keys(named).length > 0
      ? [
          {
            path: `${path}.<name>`,
            type: typeOf(named),
            need: "optional",
            allowed: allowedOf(named),
            description: named.description ?? "",
          },
          ...fieldsOf({ whole: named, alone: named }, `${path}.<name>`, cut),
        ]
      : [];
  const items = whole.items === undefined ? [] : fieldsOf(itemsOf({ whole, alone }), `${path}[]`, cut);
  const options = optionsOf(whole).flatMap((option, index) => {
    return fieldsOf({ whole: option, alone: option }, `${path}(${labelOf(option, index)})`, cut);
  });
  return [...own, ...ofNamed, ...items, ...options];
}

function itemsOf({ whole, alone }: Part): Part {
  const ofAlone = alone?.items === undefined ? undefined : schemaOf(alone.items);
  return { whole: schemaOf(whole.items), alone: ofAlone };
}

function childOf(schema: JsonSchema, key: string): JsonSchema | undefined {
  const child = schema.properties?.[key];
  return child === undefined ? undefined : schemaOf(child);
}

function schemaOf(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}

/** The forms that a value may have, when it may have several. */
function optionsOf(schema: JsonSchema): JsonSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? []).map(schemaOf);
}

/** The value that tells a form from the others, such as `aws` for a cell on AWS. */
function labelOf(option: JsonSchema, index: number): string {
  const fixed = Object.values(option.properties ?? {})
    .map(schemaOf)
    .find((part) => part.const !== undefined);
  return fixed === undefined ? String(index + 1) : String(fixed.const);
}

function needOf(key: string, part: JsonSchema, whole: JsonSchema, alone: JsonSchema | undefined): string {
  if (whole.required?.includes(key) !== true) {
    const empty = ["{}", "[]"].includes(JSON.stringify(part.default));
    return part.default === undefined || empty ? "optional" : `default \`${JSON.stringify(part.default)}\``;
  }
  return alone === undefined || alone.required?.includes(key) === true ? "required" : "required, or by a default";
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "number",
  integer: "whole number",
  boolean: "true or false",
  object: "mapping",
};

const formatNames: Readonly<Record<string, string>> = { date: "day", email: "e-mail address", uuid: "UUID" };

function typeOf(schema: JsonSchema): string {
  if (schema.type === "array") {
    const of = typeOf(schemaOf(schema.items));
    return of === "anything" ? "list" : `list of ${of}`;
  }
  if (optionsOf(schema).length > 0) return `one of: ${optionsOf(schema).map(labelOf).join(", ")}`;
  if (schema.format !== undefined && schema.format in formatNames) return formatNames[schema.format] ?? "text";
  return typeof schema.type === "string" ? (typeNames[schema.type] ?? schema.type) : "anything";
}

/** Patterns that have a name among people. */
const patternNames: Readonly<Record<string, string>> = {
  "^[a-z](?:-?[a-z0-9])*$": "lower-case letters, digits and single hyphens",
  "^(?!cell-)": "not `cell-` at the beginning",
};

/** A format says more than the pattern that it stands for. */
function patternsOf({ pattern, format, allOf = [] }: JsonSchema): readonly string[] {
  if (format !== undefined) return [];
  return [pattern, ...allOf.map((part) => schemaOf(part).pattern)].filter((found) => found !== undefined);
}

function allowedOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(", ");
  const items = schema.type === "array" ? allowedOf(schemaOf(schema.items)) : "";
  return [
    range(schema.minLength, schema.maxLength, "characters"),
    range(schema.minItems, schema.maxItems, "entries"),
    range(schema.minimum, schema.maximum, ""),
    schema.exclusiveMinimum === undefined ? "" : `more than ${String(schema.exclusiveMinimum)}`,
    ...patternsOf(schema).map(
      (pattern) => patternNames[pattern] ?? (schema.examples === undefined ? code(pattern) : ""),
    ),
    schema.examples === undefined ? "" : `such as ${schema.examples.map(code).join(", ")}`,
    items === "" ? "" : `each: ${items}`,
  ]
    .filter((text) => text !== "")
    .join("; ");
}

/** The bounds in words; those of whole numbers that JavaScript can hold are none. */
function range(from: number | undefined, to: number | undefined, unit: string): string {
  const [low, high] = [from, to].map((bound) =>
    Math.abs(bound ?? Infinity) >= Number.MAX_SAFE_INTEGER ? undefined : bound,
  );
  const bounds =
    low === undefined && high === undefined
      ? ""
      : high === undefined
        ? `at least ${String(low)}`
        : low === undefined
          ? `at most ${String(high)}`
          : `${String(low)} to ${String(high)}`;
  const shownUnit = (high ?? low) === 1 ? unit.replace(/(?<=character)s$/, "").replace(/ies$/, "y") : unit;
  return bounds === "" || unit === "" ? bounds : `${bounds} ${shownUnit}`;
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
