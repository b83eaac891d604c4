import { isMapping, type ValuePath } from "../documents/sourceMap.ts";

/** One plain value inside a structure, with its path. An empty mapping or list counts as one too. */
export interface Leaf {
  readonly path: ValuePath;
  readonly value: unknown;
}

/** Every leaf of a plain structure, in its own order. */
export function leavesOf(value: unknown, path: ValuePath = []): Leaf[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((part, index) => leavesOf(part, [...path, index]));
  if (isMapping(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...path, key]));
  }
  return [{ path, value }];
}
