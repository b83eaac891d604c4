import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from "yaml";

import { editableDocument } from "./editableDocument.ts";
import type { EditResult } from "./editDocument.ts";
import { EditedText } from "./editedText.ts";
import { formatPath, isMapping, partAt, type ValuePath } from "./sourceMap.ts";

/**
 * Takes a key of a mapping out of a YAML or JSON document, with its value and with what else stands on its lines. Everything else
 * stays byte by byte, so that what `editDocument` has added goes without a trace.
 *
 * @param path the key; a document without it stays as it is. The last key of a mapping is a problem: nothing says what is left.
 */
export function removeKey(text: string, path: ValuePath): EditResult {
  const before = editableDocument(text);
  if (before === undefined) return { problem: "The file is not valid YAML; correct that first." };
  if (partAt(before.value, path) === undefined) return { text };
  const edited = new Removal(text).remove(before.root, path);
  const after = edited === undefined ? undefined : editableDocument(edited);
  if (edited !== undefined && after !== undefined) {
    if (isDeepStrictEqual(after.value, without(before.value, path))) return { text: edited };
  }
  return { problem: `${formatPath(path)} cannot be removed without touching other lines; edit the file by hand.` };
}

function without(whole: unknown, [step = "", ...rest]: ValuePath): unknown {
  if (Array.isArray(whole)) return whole.map((item: unknown, index) => (index === step ? without(item, rest) : item));
  if (!isMapping(whole)) return whole;
  const entries = Object.entries(whole).flatMap(([key, value]) => {
    if (key !== step) return [[key, value]];
    return rest.length === 0 ? [] : [[key, without(value, rest)]];
  });
  return Object.fromEntries(entries) as unknown;
}

/** What is taken out of a text that is known to be a right document. */
class Removal extends EditedText {
  /** The text without the key at `path` below `root`; undefined where this way of editing does not reach. */
  remove(root: Document.Parsed["contents"], path: ValuePath): string | undefined {
    let node: Node | null = root;
    for (const [index, step] of path.entries()) {
      if (isMap(node)) {
        const at = node.items.findIndex(({ key }) => isScalar(key) && String(key.value) === step);
        if (index === path.length - 1) return this.#removePair(node, at);
        node = node.items[at]?.value as Node | null;
      } else if (isSeq(node) && typeof step === "number") node = node.items[step] as Node;
    }
    return undefined;
  }

  #removePair(map: YAMLMap, index: number): string | undefined {
    const [before, pair, after] = [map.items[index - 1], map.items[index], map.items[index + 1]];
    const start = this.keyOf(pair)?.range?.[0];
    if (pair === undefined || start === undefined || (before === undefined && after === undefined)) return undefined;
    if (map.flow === true) {
      return after === undefined && before !== undefined
        ? this.#removeLastInFlow(before, start, this.endOfPair(pair))
        : this.#removeInFlow(start, this.endOfPair(pair));
    }
    const line = this.lineStart(start);
    if (/^ *$/.test(this.text.slice(line, start))) return this.#removeLines(line, this.afterPair(pair));
    // The first of a list's item, beside the dash: the next key takes its place.
    const next = this.keyOf(after)?.range?.[0];
    const between = this.text.slice(this.endOfPair(pair), next);
    return next === undefined || between.trim() !== "" ? undefined : this.splice(start, next, "");
  }

  /** Where the text does not end in a line break, the line before must not either. */
  #removeLines(start: number, end: number): string {
    if (end < this.text.length || this.text.endsWith("\n")) return this.splice(start, end, "");
    return this.splice(start - (/\r?\n$/.exec(this.text.slice(0, start))?.[0].length ?? 0), end, "");
  }

  /** With the comma after it, a comment there and the line break. */
  #removeInFlow(start: number, end: number): string | undefined {
    const rest = /^[ \t]*,[ \t]*(?:#[^\r\n]*)?(?:\r?\n[ \t]*)?/.exec(this.text.slice(end));
    return rest === null ? undefined : this.splice(start, end + rest[0].length, "");
  }

  /** A comma after the last item stays one; otherwise the one between it and the item before goes, too. */
  #removeLastInFlow(before: Pair, start: number, end: number): string | undefined {
    const itemEnd = this.endOfPair(before);
    const between = this.text.slice(itemEnd, start);
    const comma = /^[ \t]*,/.exec(between)?.[0];
    if (comma === undefined) return undefined;
    const kept = /^[^]*?(?=\r?\n[ \t]*$)/.exec(between)?.[0] ?? comma;
    const trailing = /^[ \t]*,/.exec(this.text.slice(end))?.[0];
    if (trailing !== undefined) return this.splice(itemEnd + kept.length, end + trailing.length, "");
    return this.splice(itemEnd, end, kept.slice(comma.length));
  }
}
