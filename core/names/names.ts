import { createHash } from "node:crypto";

import type { NameJoin, NameRule } from "./nameRules.ts";

/** How identifiers become one text, and what sets a shortened name apart from every whole one. */
interface Join {
  readonly separator: string;
  readonly digestMark: string;
  /** Put before a name that would begin as the target reserves. */
  readonly guard?: string;
  readonly encode: (part: string) => string;
}

const joins: Readonly<Record<NameJoin, Join>> = {
  "double-hyphen": { separator: "--", digestMark: "---", guard: "x---", encode: (part) => part },
  // Of the words between hyphens, 0 and 00 are ours; an identifier's own words of zeros alone get two more.
  "single-hyphen": {
    separator: "-0-",
    digestMark: "-00-",
    encode: (part) => part.replace(/(?<=^|-)0+(?=-|$)/g, (zeros) => `00${zeros}`),
  },
  slash: { separator: "/", digestMark: "--", encode: (part) => part },
};

const digestLength = 12;
const base32 = "abcdefghijklmnopqrstuvwxyz234567";

/** A rule under which every list of identifiers has a name. */
export type ShorteningRule = NameRule & { readonly shortens: true };

/** A rule whose names must stay whole. */
export type WholeRule = NameRule & { readonly shortens: false };

/** Why identifiers have no name under a rule; a kind adds the place in the order. */
export interface NameProblem {
  readonly message: string;
  readonly allowed: string;
  readonly fix: string;
}

/**
 * The physical name for a list of identifiers under a rule. Whatever the identifiers, it is one that the target takes: no
 * computed name can be too long. Distinct lists give distinct names:
 *
 * - Identifiers have single hyphens only, never at an end, so the `--` or `/` between them can be told from their own
 *   hyphens. Where a target forbids two hyphens in a row, `-0-` joins them, and an identifier's own word `0` becomes `000`.
 * - A name that would be too long or too short, or would end as the target reserves, keeps its beginning and ends in a mark
 *   that no whole name contains (`---`, `-00-` or `--`) and 60 bits of the list's SHA-256.
 * - A name that would begin as the target reserves gets `x---` before it.
 *
 * @param parts identifiers by the rule of `core/schema/fields.ts`, widest scope first.
 * @throws RangeError when a part is not such an identifier, which the schemas rule out.
 */
export function physicalName(rule: ShorteningRule, parts: readonly string[]): string {
  const whole = guarded(rule, joined(rule, parts));
  const reserved = rule.reservedEndings.some((ending) => ending.test(whole));
  if (whole.length >= rule.minimumLength && whole.length <= rule.maximumLength && !reserved) return whole;
  // A short name may begin as the target reserves with the mark behind it alone: `xn` becomes `xn---…`.
  return guarded(rule, `${cutAt(whole, keptLength(rule))}${joins[rule.join].digestMark}${digest(whole)}`);
}

/** How the names begin that are made of lists with one beginning; see {@link commonBeginning}. */
export interface CommonBeginning {
  readonly beginning: string;
  /** Whether names of all other lists begin otherwise. */
  readonly own: boolean;
}

/**
 * How all names under a rule begin whose lists begin with these identifiers, for policies that name things by a pattern. It is theirs
 * alone, unless the identifiers are so long that a shortened name may be cut before their end.
 *
 * @param parts as of {@link physicalName}; at least one more follows in each list.
 */
export function commonBeginning(rule: ShorteningRule, parts: readonly string[]): CommonBeginning {
  const beginning = guarded(rule, `${joined(rule, parts)}${joins[rule.join].separator}`);
  const room = keptLength(rule);
  // A cut name loses no more than its trailing hyphens, which a beginning shorter than the cut cannot end among.
  if (beginning.length < room) return { beginning, own: true };
  return { beginning: cutAt(beginning, room), own: false };
}

/** How many characters of the identifiers a shortened name keeps at most. */
function keptLength({ join, maximumLength }: NameRule): number {
  return maximumLength - joins[join].digestMark.length - digestLength;
}

function cutAt(name: string, room: number): string {
  return name.slice(0, room).replace(/[-/]+$/, "");
}

/**
 * The name for a list of identifiers under a rule that forbids shortening, or why there is none. Joined as by
 * {@link physicalName}, so distinct lists give distinct names.
 *
 * @throws RangeError when a part is not an identifier, which the schemas rule out.
 */
export function wholeName(
  rule: WholeRule,
  parts: readonly string[],
): { readonly name: string } | { readonly problem: NameProblem } {
  const name = joined(rule, parts);
  const excess = name.length - rule.maximumLength;
  if (excess <= 0) return { name };
  const quoted = parts.map((part) => `"${part}"`).join(", ");
  return {
    problem: {
      message: `The computed ${rule.subject} "${name}" has ${String(name.length)} characters.`,
      allowed: `at most ${String(rule.maximumLength)}; it is used whole and never shortened`,
      fix: `It is joined from ${quoted}: shorten them by ${String(excess)} ${excess === 1 ? "character" : "characters"} in all.`,
    },
  };
}

function joined(rule: NameRule, parts: readonly string[]): string {
  for (const [index, part] of parts.entries()) {
    if (!/^[a-z0-9](?:-?[a-z0-9])*$/.test(part) || (index === 0 && /^\d/.test(part)))
      throw new RangeError(`"${part}" cannot be part of a ${rule.subject} name`);
  }
  const { separator, encode } = joins[rule.join];
  return `${rule.prefix}${parts.map(encode).join(separator)}`;
}

/** No other name has three hyphens before a reserved beginning: a digest has no hyphen, and reserved beginnings have one. */
function guarded(rule: NameRule, whole: string): string {
  const reserved = rule.reservedBeginnings.some((beginning) => whole.startsWith(beginning));
  return reserved ? `${joins[rule.join].guard ?? ""}${whole}` : whole;
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
