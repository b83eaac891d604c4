import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";

import type { Json } from "../kinds/serviceKind.ts";
import { formatPath, isMapping, type ValuePath } from "./sourceMap.ts";
import { blockText, inlineText, type Quotes, type ValueStyle } from "./valueText.ts";

/** The text with the change made, or why it cannot be made. */
export type EditResult = { readonly text: string } | { readonly problem: string };

/** New values are written on one line up to this column, and in a block beyond. */
const longestLine = 100;

/**
 * Sets one value of a YAML or JSON document. Only the lines of that value change: everything else stays byte by byte, comments,
 * order, blank lines, quotes, line ends and byte order mark included. A comment inside a list or mapping that is replaced goes
 * with it. Mappings that the path lacks are made; a list takes one more item at the index after its last.
 *
 * @param text the whole document.
 * @param path where; a path that leads through a plain value is a problem.
 */
export function editDocument(text: string, path: ValuePath, value: Json): EditResult {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) return { problem: "The file is not valid YAML; correct that first." };
  const before = document.toJS() as Json;
  const expected = withValue(before, path, value);
  if (typeof expected === "string") return { problem: expected };
  if (isSame(before, expected.value)) return { text };
  const edited = new Edit(text).set(document.contents, path, value);
  if (edited !== undefined) {
    const after = parseDocument(edited, { prettyErrors: false });
    if (after.errors.length === 0 && isSame(after.toJS(), expected.value)) return { text: edited };
  }
  return { problem: `${formatPath(path)} cannot be set without touching other lines; edit the file by hand.` };
}

/** The whole value with one part set, or the reason why the path leads nowhere. */
function withValue(
  whole: Json | undefined,
  path: ValuePath,
  value: Json,
  done: ValuePath = [],
): string | { value: Json } {
  const [step, ...rest] = path;
  if (step === undefined) return { value };
  const here = formatPath(done) || "The document";
  if (Array.isArray(whole)) {
    const list = whole as readonly Json[];
    if (typeof step !== "number" || step > list.length) {
      return `${here} is a list of ${String(list.length)}: the next step is an index up to [${String(list.length)}].`;
    }
    const part = withValue(list[step], rest, value, [...done, step]);
    return typeof part === "string" ? part : { value: list.toSpliced(step, 1, part.value) };
  }
  if (whole !== undefined && whole !== null && !isMapping(whole)) return `${here} is a plain value and has no parts.`;
  if (typeof step === "number" && (step > 0 || isMapping(whole))) return `${here} has no item [${String(step)}].`;
  const map = (whole ?? {}) as Readonly<Record<string, Json>>;
  const part = withValue(Object.hasOwn(map, step) ? map[step] : undefined, rest, value, [...done, step]);
  if (typeof part === "string") return part;
  return { value: typeof step === "number" ? [part.value] : { ...map, [step]: part.value } };
}

/** One change of a text that is known to be a right document. */
class Edit {
  readonly #text: string;
  readonly #lineBreak: string;
  readonly #style: ValueStyle;

  constructor(text: string) {
    this.#text = text;
    this.#lineBreak = /\r?\n/.exec(text)?.[0] ?? "\n";
    this.#style = isJson(text) ? "json" : "yaml";
  }

  /** The text with the value at `path` below `root` set; undefined where this way of editing does not reach. */
  set(root: Document.Parsed["contents"], path: ValuePath, value: Json): string | undefined {
    let node: Node | null = root;
    let owner: Pair | undefined;
    for (const [index, step] of path.entries()) {
      const rest = path.slice(index + 1).reduceRight<Json>((inner, key) => wrap(key, inner), value);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
        if (pair === undefined) return this.#addKey(node, String(step), rest);
        owner = pair;
        node = pair.value as Node | null;
      } else if (isSeq(node) && typeof step === "number") {
        if (step === node.items.length) return this.#addItem(node, rest);
        owner = undefined;
        node = node.items[step] as Node;
      } else {
        return this.#replace(node, owner, wrap(step, rest));
      }
    }
    return this.#replace(node, owner, value);
  }

  #replace(node: Node | null, owner: Pair | undefined, value: Json): string | undefined {
    const range = node?.range;
    if (node === null || !range) return undefined;
    const [start] = range;
    const end = this.#endOf(node);
    if (isCollection(node) && node.flow !== true) {
      if (isFilled(value) && Array.isArray(value) === isSeq(node)) {
        return this.#splice(start, end, this.#lines(blockText(value, this.#columnOf(start))));
      }
      if (owner === undefined) return this.#splice(start, end, inlineText(value, this.#style));
      const colon = this.#afterKey(owner);
      const between = this.#text.slice(colon, start).trimEnd();
      return this.#splice(colon, end, ` ${inlineText(value, this.#style)}${between}`);
    }
    if (start === end) {
      const at = owner === undefined ? start : this.#afterKey(owner);
      return this.#splice(at, at, ` ${inlineText(value, this.#style)}`);
    }
    return this.#splice(start, end, inlineText(value, this.#style, quotesOf(node)));
  }

  #addKey(map: YAMLMap, key: string, value: Json): string | undefined {
    const entry = `${inlineText(key, this.#style)}: ${inlineText(value, this.#style)}`;
    const last = map.items.at(-1);
    const range = map.range;
    if (!range) return undefined;
    if (last === undefined) return this.#splice(range[0], range[1], `{ ${entry} }`);
    if (map.flow === true)
      return this.#addInFlow(range[0], this.#keyOf(last)?.range?.[0], this.#endOfPair(last), entry);
    const column = this.#columnOf(this.#keyOf(map.items[0])?.range?.[0] ?? range[0]);
    const fits = !isFilled(value) || column + entry.length <= longestLine;
    const indent = " ".repeat(column + 2);
    const text = fits ? entry : `${inlineText(key, this.#style)}:\n${indent}${blockText(value, column + 2)}`;
    return this.#addLine(this.#afterPair(last), `${" ".repeat(column)}${text}`);
  }

  #addItem(list: { items: unknown[]; flow?: boolean; range?: Node["range"] }, value: Json): string | undefined {
    const last = list.items.at(-1) as Node | undefined;
    const range = list.range;
    if (!range) return undefined;
    const entry = inlineText(value, this.#style);
    if (last === undefined) return this.#splice(range[0], range[1], `[${entry}]`);
    if (list.flow === true) return this.#addInFlow(range[0], last.range?.[0], this.#endOf(last), entry);
    const column = this.#columnOf(range[0]);
    const asBlock = isFilled(value) && isCollection(last) && last.flow !== true;
    return this.#addLine(
      this.#afterNode(last),
      `${" ".repeat(column)}- ${asBlock ? blockText(value, column + 2) : entry}`,
    );
  }

  /** After the last item of a flow collection; on a line of its own where the last item has one. */
  #addInFlow(open: number, last: number | undefined, end: number, entry: string): string {
    const start = this.#lineStart(last ?? open);
    if (start <= open) return this.#splice(end, end, `, ${entry}`);
    const rest = /^(?:[ \t]*,)?([ \t]*(?:#[^\r\n]*)?)(?=\r?\n)/.exec(this.#text.slice(end));
    const indent = /^[ \t]*/.exec(this.#text.slice(start))?.[0] ?? "";
    const line = `${this.#lineBreak}${indent}${entry}`;
    if (rest === null) return this.#splice(end, end, `,${line}`);
    return this.#splice(end, end + rest[0].length, `,${rest[1] ?? ""}${line}`);
  }

  #addLine(at: number, line: string): string {
    const lines = this.#lines(line);
    const ended = at === 0 || this.#text[at - 1] === "\n";
    return this.#splice(at, at, ended ? `${lines}${this.#lineBreak}` : `${this.#lineBreak}${lines}`);
  }

  /** Where the line after a node begins, or the text's end. */
  #afterNode(node: Node): number {
    const deepest = this.#deepest(node);
    if (isBlockScalar(deepest)) return deepest.range?.[1] ?? this.#text.length;
    return this.#nextLine(this.#endOf(node));
  }

  #afterPair(pair: Pair): number {
    const value = pair.value as Node | null;
    return value?.range && value.range[0] !== value.range[1]
      ? this.#afterNode(value)
      : this.#nextLine(this.#endOfPair(pair));
  }

  /** Where a node's own text ends, without the space, comments and line breaks after it. */
  #endOf(node: Node): number {
    const deepest = this.#deepest(node);
    if (isMap(deepest) && deepest.flow !== true) {
      const last = deepest.items.at(-1);
      if (last !== undefined) return this.#endOfPair(last);
    }
    const [start, end] = deepest.range ?? [0, 0];
    return start + this.#text.slice(start, end).trimEnd().length;
  }

  #endOfPair(pair: Pair): number {
    const value = pair.value as Node | null;
    if (value?.range && value.range[0] !== value.range[1]) return this.#endOf(value);
    return this.#afterKey(pair);
  }

  /** The last plain value or flow collection of nested blocks; a block itself where it ends in a key without a value. */
  #deepest(node: Node): Node {
    let current = node;
    while (isCollection(current) && current.flow !== true) {
      const last = current.items.at(-1) as Pair | Node | undefined;
      const next = (isMap(current) ? (last as Pair | undefined)?.value : last) as Node | null | undefined;
      if (!next?.range || next.range[0] === next.range[1]) return current;
      current = next;
    }
    return current;
  }

  /** Where a pair's key and its colon end; the key alone where it has no colon. */
  #afterKey(pair: Pair): number {
    const end = this.#keyOf(pair)?.range?.[1] ?? 0;
    return end + (/^[ \t]*:/.exec(this.#text.slice(end))?.[0].length ?? 0);
  }

  #keyOf(pair: Pair | undefined): Node | undefined {
    return pair?.key as Node | undefined;
  }

  #lineStart(offset: number): number {
    const start = this.#text.lastIndexOf("\n", offset - 1) + 1;
    return start === 0 && this.#text.startsWith("\u{FEFF}") ? 1 : start;
  }

  #columnOf(offset: number): number {
    return offset - this.#lineStart(offset);
  }

  #nextLine(offset: number): number {
    const lineBreak = this.#text.indexOf("\n", offset);
    return lineBreak === -1 ? this.#text.length : lineBreak + 1;
  }

  #lines(text: string): string {
    return text.replaceAll("\n", this.#lineBreak);
  }

  #splice(start: number, end: number, text: string): string {
    return `${this.#text.slice(0, start)}${text}${this.#text.slice(end)}`;
  }
}

/** Equal as data: whatever made them, and in whatever order keys stand. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  const parts = (value: object, key: string): unknown => (value as Readonly<Record<string, unknown>>)[key];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(parts(a, key), parts(b, key)))
  );
}

function wrap(step: string | number, value: Json): Json {
  return typeof step === "number" ? [value] : { [step]: value };
}

function isFilled(value: Json): value is readonly Json[] | Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function isBlockScalar(node: Node): boolean {
  return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}

function quotesOf(node: Node): Quotes {
  if (!isScalar(node)) return undefined;
  return node.type === "QUOTE_DOUBLE" ? "double" : node.type === "QUOTE_SINGLE" ? "single" : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\u{FEFF}/u, ""));
    return true;
  } catch {
    return false;
  }
}
