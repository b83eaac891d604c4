import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from "yaml";

import type { SourceLocation } from "../diagnostics/diagnostic.ts";

/** A path into a document: keys of mappings and indexes of lists. */
export type ValuePath = readonly (string | number)[];

/** Finds where the values and keys of a document stand. */
export interface Positions {
  /** Where the value at `path` begins; for a path that does not exist, the nearest part above it that does. */
  value(path: ValuePath): SourceLocation;
  /** Where the key at the end of `path` stands; the value's place for list items and missing keys. */
  key(path: ValuePath): SourceLocation;
}

/** The positions of one parsed document. */
export class SourceMap implements Positions {
  readonly #path: string;
  readonly #contents: Node | null;
  readonly #lines: LineCounter;

  constructor(path: string, contents: Node | null, lines: LineCounter) {
    this.#path = path;
    this.#contents = contents;
    this.#lines = lines;
  }

  value(path: ValuePath): SourceLocation {
    return this.#at(this.#walk(path).node ?? undefined);
  }

  key(path: ValuePath): SourceLocation {
    const { node, pair } = this.#walk(path);
    return this.#at((pair?.key as Node | undefined) ?? node ?? undefined);
  }

  #walk(path: ValuePath): { node: Node | null; pair: Pair | undefined } {
    let node: Node | null = this.#contents;
    let pair: Pair | undefined;
    for (const step of path) {
      let next: Node | null | undefined;
      let nextPair: Pair | undefined;
      if (isMap(node)) {
        nextPair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        next = (nextPair?.value ?? nextPair?.key) as Node | null | undefined;
      } else if (isSeq(node) && typeof step === "number") {
        next = node.items[step] as Node | undefined;
      }
      if (next === undefined || next === null) return { node, pair: undefined };
      node = next;
      pair = nextPair;
    }
    return { node, pair };
  }

  #at(node: Node | undefined): SourceLocation {
    const offset = node?.range?.[0] ?? 0;
    const { line, col } = this.#lines.linePos(offset);
    return { path: this.#path, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** Positions that are found when something asks for one: most documents have no problem, and finding costs most of the time. */
export class LazyPositions implements Positions {
  readonly #find: () => Positions;
  #found: Positions | undefined;

  constructor(find: () => Positions) {
    this.#find = find;
  }

  value(path: ValuePath): SourceLocation {
    return this.#positions().value(path);
  }

  key(path: ValuePath): SourceLocation {
    return this.#positions().key(path);
  }

  #positions(): Positions {
    return (this.#found ??= this.#find());
  }
}

/** `spec.subscriptions[0].tier` from its steps. */
export function formatPath(path: ValuePath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${String(step)}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** True for a mapping: a plain object, and no list. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The part of a plain value at `path`; undefined when there is none. */
export function partAt(value: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((part, step) => {
    if (Array.isArray(part)) return typeof step === "number" ? (part as unknown[])[step] : undefined;
    return isMapping(part) && Object.hasOwn(part, step) ? part[String(step)] : undefined;
  }, value);
}
