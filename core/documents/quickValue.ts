import { CORE_SCHEMA, defineMappingTag, floatCoreTag, intCoreTag, load, NOT_RESOLVED, YAMLException } from "js-yaml";

/** The most levels that a document may have, of lists and mappings and what is in the innermost; a real manifest has about ten. */
export const maximumDepth = 100;

/** What the quick parser makes of a text. */
export type QuickResult =
  | { readonly value: unknown }
  /** Nested too deeply, or not valid, from this offset of the text on. */
  | { readonly tooDeep: boolean; readonly reason: string; readonly offset: number }
  /** The thorough parser has to say what this is, and what is wrong with it. */
  | undefined;

/**
 * Marks of a text that is left to the thorough parser: whatever manifests do not take, or two YAML parsers could read in two
 * ways, such as keys of more than 1024 characters. A mark inside quotes or a comment costs some time and nothing else.
 */
const unusual = /[\t\r&*!|<>?`\u0085\u2028\u2029\ufeff]|^(?:%|---|\.\.\.|.{1024})/m;

const schema = CORE_SCHEMA.withTags(
  defineMappingTag<Record<string, unknown>>("tag:yaml.org,2002:map", {
    create: () => ({}),
    identify: () => false,
    addPair: (mapping, key, value) => {
      if (typeof key !== "string" || key === "__proto__") return "left to the thorough parser";
      mapping[key] = value;
      return "";
    },
    has: (mapping, key) => Object.hasOwn(mapping, String(key)),
    keys: Object.keys,
    get: (mapping, key) => mapping[String(key)],
  }),
  [intCoreTag, floatCoreTag].map((tag) => ({
    ...tag,
    resolve: (...given: Parameters<typeof tag.resolve>) => {
      const value = tag.resolve(...given);
      // What overflows is text to this parser and infinite to the other.
      const overflows = value === NOT_RESOLVED && Math.abs(Number(given[0])) === Infinity;
      if (overflows || (value !== NOT_RESOLVED && !isExact(value))) throw new RangeError("left to the thorough parser");
      return value;
    },
  })),
);

/**
 * The value of a plain text, eight times as fast as with positions; the result is the thorough parser's. Never throws, and
 * costs little however deeply a text is nested, so that it goes first.
 */
export function quickValue(text: string): QuickResult {
  const plain = !unusual.test(text);
  try {
    const value: unknown = load(text, { schema, maxDepth: maximumDepth + 1, maxAliases: 0 });
    return plain ? { value } : undefined;
  } catch (error) {
    if (!(error instanceof YAMLException)) return undefined;
    const { reason, mark } = error;
    return { tooDeep: reason.startsWith("nesting exceeded"), reason, offset: mark?.position ?? 0 };
  }
}

/** True for a number that is kept as it is written, as far as whole numbers go. */
export function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
