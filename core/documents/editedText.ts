import { isCollection, isMap, isScalar, type Node, type Pair } from "yaml";

/** The text of a right document, and where its parts stand in it. What changes it extends this. */
export class EditedText {
  protected readonly text: string;
  protected readonly lineBreak: string;

  constructor(text: string) {
    this.text = text;
    this.lineBreak = /\r?\n/.exec(text)?.[0] ?? "\n";
  }

  /** Where the line after a node begins, or the text's end. */
  protected afterNode(node: Node): number {
    const deepest = this.deepest(node);
    if (isBlockScalar(deepest)) return deepest.range?.[1] ?? this.text.length;
    return this.nextLine(this.endOf(node));
  }

  protected afterPair(pair: Pair): number {
    const value = pair.value as Node | null;
    return value?.range && value.range[0] !== value.range[1]
      ? this.afterNode(value)
      : this.nextLine(this.endOfPair(pair));
  }

  /** Where a node's own text ends, without the space, comments and line breaks after it. */
  protected endOf(node: Node): number {
    const deepest = this.deepest(node);
    if (isMap(deepest) && deepest.flow !== true) {
      const last = deepest.items.at(-1);
      if (last !== undefined) return this.endOfPair(last);
    }
    const [start, end] = deepest.range ?? [0, 0];
    return start + this.text.slice(start, end).trimEnd().length;
  }

  protected endOfPair(pair: Pair): number {
    const value = pair.value as Node | null;
    if (value?.range && value.range[0] !== value.range[1]) return this.endOf(value);
    return this.afterKey(pair);
  }

  /** The last plain value or flow collection of nested blocks; a block itself where it ends in a key without a value. */
  protected deepest(node: Node): Node {
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
  protected afterKey(pair: Pair): number {
    const end = this.keyOf(pair)?.range?.[1] ?? 0;
    return end + (/^[ \t]*:/.exec(this.text.slice(end))?.[0].length ?? 0);
  }

  protected keyOf(pair: Pair | undefined): Node | undefined {
    return pair?.key as Node | undefined;
  }

  protected lineStart(offset: number): number {
    const start = this.text.lastIndexOf("\n", offset - 1) + 1;
    return start === 0 && this.text.startsWith("\u{FEFF}") ? 1 : start;
  }

  protected columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  protected nextLine(offset: number): number {
    const lineBreak = this.text.indexOf("\n", offset);
    return lineBreak === -1 ? this.text.length : lineBreak + 1;
  }

  protected lines(text: string): string {
    return text.replaceAll("\n", this.lineBreak);
  }

  protected splice(start: number, end: number, text: string): string {
    return `${this.text.slice(0, start)}${text}${this.text.slice(end)}`;
  }
}

function isBlockScalar(node: Node): boolean {
  return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}
