import type { SourceLocation } from "../diagnostics/diagnostic.ts";
import type { ParsedDocument } from "./parseDocument.ts";
import { isMapping, partAt, type Positions, type ValuePath } from "./sourceMap.ts";

/** A part of a document that sets values, above or below parts of other documents. */
export interface Layer {
  /** Whose it is, for people: `the estate's defaults`, `the tier standard@2`, `the manifest`. */
  readonly owner: string;
  readonly document: ParsedDocument;
  /** Where the part stands in its document. */
  readonly base: ValuePath;
  /** The part's plain value; undefined when the document has no such part. */
  readonly value: unknown;
}

/**
 * The layers' values as one. The rule, everywhere: the upper layer wins; where both have a mapping, the mappings are merged
 * key by key by the same rule; a list or a plain value replaces what lies below it as a whole.
 *
 * @param layers the lowest first.
 */
export function mergeLayers(layers: readonly Layer[]): unknown {
  return layers.reduce<unknown>((below, { value }) => mergeValues(below, value), undefined);
}

function mergeValues(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (!isMapping(below) || !isMapping(above)) return above;
  const added = Object.entries(above).filter(([key]) => !Object.hasOwn(below, key));
  const kept = Object.entries(below).map(([key, value]) => {
    return [key, Object.hasOwn(above, key) ? mergeValues(value, above[key]) : value];
  });
  return Object.fromEntries([...kept, ...added]);
}

/**
 * Finds the values of merged layers where they were set. Paths begin at the top of the document that the uppermost layer
 * belongs to; those outside the layered part are that document's own.
 */
export class LayeredPositions implements Positions {
  readonly #root: ValuePath;
  readonly #layers: readonly Layer[];
  readonly #top: ParsedDocument;

  /**
   * Layers one part of a document.
   *
   * @param top the document that the uppermost layer belongs to.
   * @param root where the layered part stands in it.
   * @param layers the lowest first.
   */
  constructor(top: ParsedDocument, root: ValuePath, layers: readonly Layer[]) {
    this.#top = top;
    this.#root = root;
    this.#layers = layers;
  }

  value(path: ValuePath): SourceLocation {
    const { layer, found } = this.#walk(path);
    return layer === undefined
      ? this.#top.positions.value(path)
      : layer.document.positions.value([...layer.base, ...found]);
  }

  key(path: ValuePath): SourceLocation {
    const { layer, found } = this.#walk(path);
    return layer === undefined
      ? this.#top.positions.key(path)
      : layer.document.positions.key([...layer.base, ...found]);
  }

  /** The layer that has set the value at `path`, and the path in its document; undefined when it is no layer's, or of none. */
  setting(path: ValuePath): { readonly layer: Layer; readonly path: ValuePath } | undefined {
    const { layer, found } = this.#walk(path);
    if (layer === undefined || found.length !== path.length - this.#root.length) return undefined;
    return { layer, path: [...layer.base, ...found] };
  }

  /** The layers' values as one; see {@link mergeLayers}. */
  merged(): unknown {
    return mergeLayers(this.#layers);
  }

  /** The keys that the layers together have in the mapping at `path`. */
  keys(path: ValuePath): string[] {
    const value = partAt(this.merged(), path.slice(this.#root.length));
    return isMapping(value) ? Object.keys(value) : [];
  }

  /** The uppermost layer that has a say at `path`, and how much of the path below the root it has. */
  #walk(path: ValuePath): { layer: Layer | undefined; found: ValuePath } {
    const inside = this.#root.every((step, index) => path[index] === step);
    if (!inside) return { layer: undefined, found: [] };
    const steps = path.slice(this.#root.length);
    let speaking = spoken(this.#layers.map((layer) => ({ layer, value: layer.value })));
    for (const [index, step] of steps.entries()) {
      const next = spoken(speaking.map(({ layer, value }) => ({ layer, value: partAt(value, [step]) })));
      if (next.length === 0) return { layer: speaking.at(-1)?.layer, found: steps.slice(0, index) };
      speaking = next;
    }
    return { layer: speaking.at(-1)?.layer, found: steps };
  }
}

interface Spoken {
  readonly layer: Layer;
  readonly value: unknown;
}

/** Of some layers' values at one place those that count: the uppermost, and mappings right below it if it is one too. */
function spoken(values: readonly Spoken[]): Spoken[] {
  const set = values.filter(({ value }) => value !== undefined);
  const plain = set.findLastIndex(({ value }) => !isMapping(value));
  if (plain === -1) return set;
  return plain === set.length - 1 ? set.slice(-1) : set.slice(plain + 1);
}
