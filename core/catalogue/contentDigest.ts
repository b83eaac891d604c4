import type { ParsedDocument } from "../documents/parseDocument.ts";
import { isMapping, partAt } from "../documents/sourceMap.ts";
import { jsonDigest } from "../jsonDigest.ts";

/**
 * What of a tier or add-on is fixed when it is published: SHA-256 over the canonical JSON (RFC 8785) of its `metadata` and
 * `spec`, as `sha256:<hexadecimal>`. Comments, order and layout of the file do not count, and neither does `status`.
 *
 * The values are those that stand in the file, before any default of the schema: a field that a later schema adds with a default
 * changes no digest.
 */
export function contentDigest({ value }: ParsedDocument): string {
  const content = jsonValue({ metadata: partAt(value, ["metadata"]), spec: partAt(value, ["spec"]) });
  return `sha256:${jsonDigest(content)}`;
}

/** The value as JSON can hold it: YAML also has infinities and halves of surrogate pairs, which RFC 8785 refuses. */
function jsonValue(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(jsonValue);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key.toWellFormed(), jsonValue(part)]));
}
