import canonicalize from "canonicalize";
import { createHash } from "node:crypto";

/** SHA-256 over the canonical JSON (RFC 8785) of a plain value, in hexadecimal. */
export function jsonDigest(value: unknown): string {
  return createHash("sha256")
    .update(canonicalize(value) ?? "", "utf8")
    .digest("hex");
}
