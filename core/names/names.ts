import { createHash } from "node:crypto";

/**
 * How a target limits a kind of name. Lengths count characters.
 * Sources: Amazon S3 User Guide, "General purpose bucket naming rules" (3 to 63 characters, reserved endings); Kubernetes
 * documentation, "Object Names and IDs" (RFC 1123 label, 63); AWS "Tag naming limits" (values of 256).
 */
export interface NameRule {
  /** What the name is of, for messages. */
  readonly subject: string;
  readonly maximumLength: number;
  /** Endings that the target keeps for itself. */
  readonly reservedEndings: readonly string[];
}

/** The rules of every target that we name things on. */
export const nameRules = {
  s3Bucket: {
    subject: "S3 bucket",
    maximumLength: 63,
    reservedEndings: ["-s3alias", "--ol-s3", "--x-s3", "--table-s3"],
  },
  kubernetesNamespace: { subject: "Kubernetes namespace", maximumLength: 63, reservedEndings: [] },
  awsTagName: { subject: "AWS Name tag", maximumLength: 256, reservedEndings: [] },
} as const satisfies Record<string, NameRule>;

const separator = "--";
const digestMark = "---";
const digestLength = 12;
const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/**
 * The physical name for a list of identifiers under a rule. Distinct lists give distinct names:
 *
 * - Identifiers have single hyphens only, never at an end, so `--` between them can be told from their own hyphens.
 * - A name that would be too long, or would end as the target reserves, keeps its beginning and ends in `---` and 60 bits
 *   of the list's SHA-256; no other name contains three hyphens in a row.
 *
 * @param parts identifiers by the rule of `core/schema/fields.ts`, widest scope first.
 * @throws RangeError when a part is not such an identifier, which the schemas rule out.
 */
export function physicalName(rule: NameRule, parts: readonly string[]): string {
  for (const part of parts) {
    if (!/^[a-z0-9](?:-?[a-z0-9])*$/.test(part))
      throw new RangeError(`"${part}" cannot be part of a ${rule.subject} name`);
  }
  const whole = parts.join(separator);
  const reserved = rule.reservedEndings.some((ending) => whole.endsWith(ending));
  if (whole.length <= rule.maximumLength && !reserved) return whole;
  const room = rule.maximumLength - digestMark.length - digestLength;
  return `${whole.slice(0, room).replace(/-+$/, "")}${digestMark}${digest(whole)}`;
}

/** 60 bits of SHA-256 in base 32 (RFC 4648 alphabet, lower case): 12 characters. */
function digest(text: string): string {
  const bytes = createHash("sha256").update(text, "utf8").digest();
  return Array.from({ length: digestLength }, (_, index) => {
    const bit = index * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    return base32[(pair >> (11 - (bit & 7))) & 31] ?? "";
  }).join("");
}
