import type { z } from "zod";

import { counted } from "../counted.ts";
import type { Diagnostic, SourceLocation } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ParsedDocument } from "./parseDocument.ts";
import { formatPath, type ValuePath } from "./sourceMap.ts";

/** A value that has the schema's shape, or all that keeps it from having it. */
export type ShapeResult<T> =
  | { readonly value: T; readonly diagnostics: readonly [] }
  | { readonly value: undefined; readonly diagnostics: readonly Diagnostic[] };

/** A zod schema in the one respect that checking needs. */
type Schema<T> = z.ZodType<T>;

/**
 * Checks a part of a document against a schema and reports every problem with its position.
 *
 * @param base the path of `value` in the document; empty for the whole of it.
 */
export function checkShape<T>(
  schema: Schema<T>,
  value: unknown,
  document: ParsedDocument,
  base: ValuePath = [],
): ShapeResult<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { value: result.data, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => describeIssue(issue, schema, document, base));
  return { value: undefined, diagnostics };
}

function describeIssue(
  issue: z.core.$ZodIssue,
  schema: Schema<unknown>,
  document: ParsedDocument,
  base: ValuePath,
): Diagnostic[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const field = formatPath(path);
  const given = show(issue.input);
  const at = { field, where: document.positions.value(path), severity: "error" } as const;
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = keysAt(schema, issue.path, issue.input);
      return issue.keys.map((key) => unknownKey(key, known, [...path, key], document));
    }
    case "invalid_type":
      if (issue.input === undefined) return [missing(path, typeName(issue.expected), document)];
      return [
        {
          ...at,
          code: "TEN102",
          message: `${named(field)} is ${given}.`,
          allowed: typeName(issue.expected),
          fix: typeFix(issue),
        },
      ];
    case "invalid_value": {
      const allowed = issue.values.map(String);
      if (issue.input === undefined) return [missing(path, allowed.join(", "), document)];
      const like = typeof issue.input === "string" ? nearest(issue.input, allowed) : undefined;
      return [
        {
          ...at,
          code: "TEN103",
          message: `${named(field)} is ${given}.`,
          allowed: allowed.join(", "),
          ...(like !== undefined && { fix: `Did you mean "${like}"?` }),
        },
      ];
    }
    case "too_small":
    case "too_big": {
      if (!/^Too (?:small|big)/.test(issue.message)) return [broken(at, given, issue)];
      const size = sizeOf(issue.input);
      const message = `${named(field)} ${size === undefined ? `is ${given}` : `has ${size}`}.`;
      return [{ ...at, code: "TEN104", message, allowed: boundOf(issue) }];
    }
    case "invalid_key": {
      const rule = issue.issues.map(({ message }) => message).join("; ");
      const where = document.positions.key(path);
      const message = `The key ${show(path.at(-1))} cannot stand here: ${rule}.`;
      return [{ ...at, where, code: "TEN104", message }];
    }
    case "invalid_union": {
      const allowed = discriminatorValues(schema, issue);
      return [
        {
          ...at,
          code: "TEN103",
          message: `${named(field)} is ${show(unionInput(issue))}.`,
          ...(allowed.length > 0 && { allowed: allowed.join(", ") }),
        },
      ];
    }
    default:
      return [broken(at, given, issue)];
  }
}

/** A field's own rule, in its words. Letters that look like others are named, as the value alone would look right. */
function broken(
  at: Pick<Diagnostic, "severity"> & { readonly field: string; readonly where: SourceLocation },
  given: string,
  issue: z.core.$ZodIssue,
): Diagnostic {
  const { input } = issue;
  const strange =
    typeof input === "string" && issue.code === "invalid_format" ? /[^\0-\x7f]/u.exec(input)?.[0] : undefined;
  const number = strange?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return {
    ...at,
    code: "TEN104",
    message: `${named(at.field)} is ${given}: ${issue.message}.`,
    ...(strange !== undefined && {
      fix: `${show(strange)} is U+${number ?? ""}, which may look like a letter that is allowed.`,
    }),
  };
}

function sizeOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return counted(value.length, "item");
  return typeof value === "string" ? counted(value.length, "character") : undefined;
}

function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [words, bound] =
    issue.code === "too_small"
      ? [issue.inclusive === false ? "more than" : "at least", issue.minimum]
      : [issue.inclusive === false ? "less than" : "at most", issue.maximum];
  const noun = issue.origin === "array" ? "item" : issue.origin === "string" ? "character" : undefined;
  return `${words} ${noun === undefined ? String(bound) : counted(Number(bound), noun)}`;
}

function missing(path: ValuePath, expected: string, document: ParsedDocument): Diagnostic {
  const key = String(path.at(-1));
  const owner = formatPath(path.slice(0, -1));
  return {
    code: "TEN101",
    severity: "error",
    message: `"${key}" is missing${owner === "" ? "" : ` in ${owner}`}.`,
    fix: `Add "${key}" (${expected}).`,
    field: formatPath(path),
    where: document.positions.key(path.slice(0, -1)),
  };
}

function unknownKey(key: string, known: readonly string[], path: ValuePath, document: ParsedDocument): Diagnostic {
  const like = nearest(key, known);
  return {
    code: "TEN100",
    severity: "error",
    message: `The key ${show(key)} is not known here.`,
    ...(known.length > 0 && { allowed: known.join(", ") }),
    fix: like === undefined ? "Remove it." : `Did you mean "${like}"?`,
    field: formatPath(path),
    where: document.positions.key(path),
  };
}

/** The keys that the object schema at `path` takes; in a discriminated union, those of the option that the value chose. */
function keysAt(schema: Schema<unknown>, path: readonly PropertyKey[], value: unknown): string[] {
  let current: SchemaNode | undefined = schema as unknown as SchemaNode;
  for (const step of path) current = childOf(unwrap(current), step);
  const node = unwrap(current);
  const options = node?.def.options ?? (node === undefined ? [] : [node]);
  const chosen = options.filter((option) => {
    const key = node?.def.discriminator;
    if (key === undefined || typeof value !== "object" || value === null) return true;
    const wanted = (value as Record<string, unknown>)[key];
    return unwrap(unwrap(option)?.def.shape?.[key])?.def.values?.includes(wanted) ?? true;
  });
  return [...new Set(chosen.flatMap((option) => Object.keys(unwrap(option)?.def.shape ?? {})))];
}

/** The parts of zod's schema objects that are walked here; see `z.core.$ZodType`. */
interface SchemaNode {
  readonly def: {
    readonly innerType?: SchemaNode;
    readonly in?: SchemaNode;
    readonly shape?: Readonly<Record<string, SchemaNode>>;
    readonly element?: SchemaNode;
    readonly valueType?: SchemaNode;
    readonly options?: readonly SchemaNode[];
    readonly discriminator?: string;
    readonly values?: readonly unknown[];
  };
}

function unwrap(node: SchemaNode | undefined): SchemaNode | undefined {
  let current = node;
  while (current !== undefined) {
    const inner: SchemaNode | undefined = current.def.innerType ?? current.def.in;
    if (inner === undefined) return current;
    current = inner;
  }
  return undefined;
}

function childOf(node: SchemaNode | undefined, step: PropertyKey): SchemaNode | undefined {
  if (node === undefined) return undefined;
  if (typeof step === "number") return node.def.element;
  const options = node.def.options ?? [node];
  for (const option of options) {
    const child = unwrap(option)?.def.shape?.[String(step)];
    if (child !== undefined) return child;
  }
  return node.def.valueType;
}

/** What was given: zod reports the whole mapping, although the issue's path ends at the discriminator. */
function unionInput(issue: z.core.$ZodIssueInvalidUnion): unknown {
  const { discriminator, input } = issue;
  if (discriminator === undefined || typeof input !== "object" || input === null) return input;
  return (input as Readonly<Record<string, unknown>>)[discriminator];
}

function discriminatorValues(schema: Schema<unknown>, issue: z.core.$ZodIssueInvalidUnion): string[] {
  const discriminator = issue.discriminator;
  if (discriminator === undefined) return [];
  let current: SchemaNode | undefined = schema as unknown as SchemaNode;
  for (const step of issue.path.slice(0, -1)) current = childOf(unwrap(current), step);
  const values = (unwrap(current)?.def.options ?? []).flatMap(
    (option) => unwrap(unwrap(option)?.def.shape?.[discriminator])?.def.values ?? [],
  );
  return values.map(String);
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function typeFix(issue: z.core.$ZodIssueInvalidType): string {
  if (issue.expected === "string" && (typeof issue.input === "number" || typeof issue.input === "boolean")) {
    return `Put it in quotes: "${String(issue.input)}".`;
  }
  return `Give ${typeName(issue.expected)}.`;
}

function named(field: string): string {
  return field === "" ? "The document" : field;
}

/** A value as a message shows it: short, in JSON, with what cannot be seen made visible. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a mapping";
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) as string | undefined;
  const escaped = visible(text ?? typeof value);
  return escaped.length > 80 ? `${escaped.slice(0, 77)}...` : escaped;
}
