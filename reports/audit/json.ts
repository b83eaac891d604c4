import canonicalize from "canonicalize";

import { jsonDigest } from "../../core/jsonDigest.ts";
import type { Evidence } from "../../core/results/evidence.ts";

/**
 * The evidence as canonical JSON (RFC 8785) without a line end, so that the file's SHA-256 is the evidence's digest. Published as
 * docs/reference/json/evidence.schema.json.
 */
export function evidenceAsJson(evidence: Evidence): string {
  return canonicalize(wellFormed(evidence)) ?? "";
}

/** SHA-256 of any value as canonical JSON, in hexadecimal. */
export function digestOf(value: unknown): string {
  return jsonDigest(wellFormed(value));
}

/** The value with halves of surrogate pairs replaced: YAML lets names have them, and RFC 8785 refuses them. */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key.toWellFormed(), wellFormed(part)]));
}
