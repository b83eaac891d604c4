/** Ids and digits that look random, yet follow from what they belong to. */
import { createHash } from "node:crypto";
import { UNKNOWN, type Value } from "./values.ts";

/** Hex digits that belong to an owner and a label alone; unknown while the owner is. At most 64 digits. */
export function derived(owner: Value, label: string, length: number): Value {
  return typeof owner === "string" ? hexDigest(`${owner}\n${label}`, length) : UNKNOWN;
}

/** The first hex digits of a text's SHA-256. */
export function hexDigest(content: string, length: number): string {
  return createHash("sha256").update(content).digest("hex").slice(0, length);
}

/** A UUID from a text, with version 4 and RFC 9562 variant bits set. */
export function uuidFrom(content: string): string {
  const hex = hexDigest(content, 32);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
