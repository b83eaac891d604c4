import { stringify } from "yaml";

/** A plain value that a test takes apart. */
type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
type Holder = Exclude<Plain, null | boolean | number | string>;

/** Texts that YAML, names, paths or JavaScript objects treat in a way of their own. */
const strange: readonly string[] = [
  ...[
    "",
    " ",
    "no",
    "null",
    "~",
    "true",
    "1e3",
    "0o17",
    ".inf",
    "-",
    "---",
    "...",
    "a: b",
    "# x",
    "&a",
    "*a",
    "!x",
    "<<",
    "@",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "..",
    "../..",
    "a/b",
    "acme-",
    "a--b",
    "{",
    "[",
    "%YAML",
    "\t",
    "\n",
    "\r\n",
    "\0",
  ],
  ...[
    "\ufeff",
    "\u2028",
    "\u0085",
    "\u202e",
    "\u0430cme",
    "a\u200bb",
    "\u{1f680}",
    "\ud83d",
    "x".repeat(70),
    "y".repeat(2000),
  ],
  ...[
    "10.40.0.0/20",
    "10.40.0.0/33",
    "2026-02-30",
    "Sun 02:00-02:00",
    "Europe/Bonn",
    "standard@99999",
    "a@b",
    "'",
    '"',
    "\\",
  ],
];

const numbers = [0, -0, -1, 1, 0.1, 1.5, 41, 64, 1e21, -1e308, 5e-324, 2 ** 53, 9_007_199_254_740_991, Infinity, NaN];

/** Numbers from 0 below 1 out of one seed, so that a mutation can be told and repeated by its seed alone. */
type Chance = () => number;

/** The generator mulberry32: good enough to mutate by, and much faster to start than fast-check's streams. */
function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(chance: Chance, from: readonly T[]): T => {
  const found = from[Math.floor(chance() * from.length)];
  if (found === undefined) throw new RangeError("there is nothing to pick from");
  return found;
};

function strangeValue(chance: Chance): Plain {
  const kinds: readonly (() => Plain)[] = [
    () => pick(chance, strange),
    () => pick(chance, numbers),
    () => pick(chance, [true, false, null]),
    () => [],
    () => ({}),
    () => [pick(chance, strange), [[pick(chance, numbers)]]],
    () => ({ [pick(chance, strange)]: pick(chance, strange) }),
  ];
  return pick(chance, kinds)();
}

/** Every place of a value that holds another, the value itself left out. */
function holders(value: Plain): Holder[] {
  if (typeof value !== "object" || value === null) return [];
  const parts = Array.isArray(value) ? value : Object.values(value);
  return [value, ...parts.flatMap(holders)];
}

/** Changes a document's tree in one place, in the tree itself. */
function mutateTree(tree: Plain, chance: Chance): void {
  const all = holders(tree).filter((holder) => Object.keys(holder).length > 0);
  if (all.length === 0) return;
  const holder = pick(chance, all);
  const key = pick(chance, Object.keys(holder));
  const set = (at: string, value: Plain): void => {
    // Assigning to __proto__ would change the object's prototype.
    Object.defineProperty(holder, at, { value, enumerable: true, configurable: true, writable: true });
  };
  const value = (holder as Record<string, Plain>)[key] ?? null;
  const changes: readonly (() => void)[] = [
    () => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
    },
    () => {
      if (Array.isArray(holder)) holder.push(structuredClone(value));
      else set(pick(chance, [`${key}s`, key.slice(1), key.toUpperCase(), ...strange]), value);
    },
    () => {
      set(key, strangeValue(chance));
    },
    () => {
      set(key, [value]);
    },
    () => {
      set(key, { [pick(chance, [key, ...strange])]: value });
    },
    () => {
      set(key, structuredClone(pick(chance, holders(tree))));
    },
    () => {
      if (typeof value === "number") set(key, pick(chance, [-value, value * 1e6, value / 7, String(value)]));
      else if (typeof value === "string")
        set(key, pick(chance, [value + pick(chance, strange), value.slice(1), Number(value)]));
      else if (Array.isArray(value))
        set(
          key,
          Array.from({ length: 60 }, (_, index) => value[index % value.length] ?? index),
        );
    },
  ];
  pick(chance, changes)();
}

/** Changes a text in one place: cut off, a part gone, doubled or put in, or a line shifted. */
function mutateText(text: string, chance: Chance): string {
  const at = Math.floor(chance() * (text.length + 1));
  const length = Math.floor(chance() * 20);
  const changes: readonly (() => string)[] = [
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(at + length),
    () => text.slice(0, at + length) + text.slice(at),
    () => text.slice(0, at) + pick(chance, strange) + text.slice(at),
    () => text.replaceAll("\n", pick(chance, ["\r\n", "\r", "\n\n", "\n "])),
    () => text.replace(/: /, pick(chance, [":", ":\t", ": &a ", ": !!str ", ": |\n", ": ? "])),
    () => `${pick(chance, ["\ufeff", "---\n", "%YAML 1.1\n---\n", "# x\n", "\t", " "])}${text}`,
    () => `${text}${pick(chance, ["---\n", "...\n", "\0", "\t", "a", "- a\n", "{", "x: *a\n"])}`,
    () => "[".repeat(length * 20) + text,
  ];
  return pick(chance, changes)();
}

/** Changes some bytes, so that what results need not be text. */
function mutateBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let count = 1 + Math.floor(chance() * 3); count > 0; count--) {
    changed[Math.floor(chance() * changed.length)] = Math.floor(chance() * 256);
  }
  return changed;
}

/** What a seed makes of a document: up to four changes of its tree, written as YAML or JSON, and some of its text or bytes. */
export function mutate(tree: unknown, seed: number): Uint8Array {
  const chance = chanceFrom(seed);
  const copy = structuredClone(tree) as Plain;
  for (let count = Math.floor(chance() * 5); count > 0; count--) mutateTree(copy, chance);
  const style = pick(chance, ["block", "block", "flow", "json"]);
  let text =
    style === "json"
      ? JSON.stringify(copy, null, pick(chance, [0, 2]))
      : stringify(copy, {
          aliasDuplicateObjects: false,
          lineWidth: 0,
          ...(style === "flow" && { collectionStyle: "flow" }),
        });
  if (chance() < 0.4) text = mutateText(text, chance);
  const bytes = new TextEncoder().encode(text);
  return chance() < 0.1 && bytes.length > 0 ? mutateBytes(bytes, chance) : bytes;
}
