import { isCollection, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from "yaml";

import type { Json } from "../kinds/serviceKind.ts";
import { editableDocument } from "./editableDocument.ts";
import { EditedText } from "./editedText.ts";
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
  const before = editableDocument(text);
  if (before === undefined) return { problem: "The file is not valid YAML; correct that first." };
  const expected = withValue(before.value, path, value);
  if (typeof expected === "string") return { problem: expected };
  if (isSame(before.value, expected.value)) return { text };
  const edited = new Edit(text).set(before.root, path, value);
  const after = edited === undefined ? undefined : editableDocument(edited);
  if (edited !== undefined && after !== undefined && isSame(after.value, expected.value)) return { text: edited };
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
class Edit extends EditedText {
  readonly #style: ValueStyle;

  constructor(text: string) {
    super(text);
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
    const end = this.endOf(node);
    if (isCollection(node) && node.flow !== true) {
      if (isFilled(value) && Array.isArray(value) === isSeq(node)) {
        return this.splice(start, end, this.lines(blockText(value, this.columnOf(start))));
      }
      if (owner === undefined) return this.splice(start, end, inlineText(value, this.#style));
      const colon = this.afterKey(owner);
      const between = this.text.slice(colon, start).trimEnd();
      return this.splice(colon, end, ` ${inlineText(value, this.#style)}${between}`);
    }
    if (start === end) {
      const at = owner === undefined ? start : this.afterKey(owner);
      return this.splice(at, at, ` ${inlineText(value, this.#style)}`);
    }
    return this.splice(start, end, inlineText(value, this.#style, quotesOf(node)));
  }

  #addKey(map: YAMLMap, key: string, value: Json): string | undefined {
    const entry = `${inlineText(key, this.#style)}: ${inlineText(value, this.#style)}`;
    const last = map.items.at(-1);
    const range = map.range;
    if (!range) return undefined;
    if (last === undefined) return this.splice(range[0], range[1], `{ ${entry} }`);
    if (map.flow === true) return this.#addInFlow(range[0], this.keyOf(last)?.range?.[0], this.endOfPair(last), entry);
    const column = this.columnOf(this.keyOf(map.items[0])?.range?.[0] ?? range[0]);
    const fits = !isFilled(value) || column + entry.length <= longestLine;
    const indent = " ".repeat(column + 2);
    const text = fits ? entry : `${inlineText(key, this.#style)}:\n${indent}${blockText(value, column + 2)}`;
    return this.#addLine(this.afterPair(last), `${" ".repeat(column)}${text}`);
  }

  #addItem(list: { items: unknown[]; flow?: boolean; range?: Node["range"] }, value: Json): string | undefined {
    const last = list.items.at(-1) as Node | undefined;
    const range = list.range;
    if (!range) return undefined;
    const entry = inlineText(value, this.#style);
    if (last === undefined) return this.splice(range[0], range[1], `[${entry}]`);
    if (list.flow === true) return this.#addInFlow(range[0], last.range?.[0], this.endOf(last), entry);
    const column = this.columnOf(range[0]);
    const asBlock = isFilled(value) && isCollection(last) && last.flow !== true;
    return this.#addLine(
      this.afterNode(last),
      `${" ".repeat(column)}- ${asBlock ? blockText(value, column + 2) : entry}`,
    );
  }

  /** After the last item of a flow collection; on a line of its own where the last item has one. */
  #addInFlow(open: number, last: number | undefined, end: number, entry: string): string {
    const start = this.lineStart(last ?? open);
    if (start <= open) return this.splice(end, end, `, ${entry}`);
    const rest = /^([ \t]*,)?([ \t]*(?:#[^\r\n]*)?)(?=\r?\n)/.exec(this.text.slice(end));
    const indent = /^[ \t]*/.exec(this.text.slice(start))?.[0] ?? "";
    const line = `${this.lineBreak}${indent}${entry}`;
    if (rest === null) return this.splice(end, end, `,${line}`);
    const [all, comma, comment = ""] = rest;
    // A comma after the last item is somebody's style, and is taken for one.
    return this.splice(end, end + all.length, `${comma ?? ","}${comment}${line}${comma === undefined ? "" : ","}`);
  }

  #addLine(at: number, line: string): string {
    const lines = this.lines(line);
    const ended = at === 0 || this.text[at - 1] === "\n";
    return this.splice(at, at, ended ? `${lines}${this.lineBreak}` : `${this.lineBreak}${lines}`);
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
