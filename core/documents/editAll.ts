import type { Json } from "../kinds/serviceKind.ts";
import { editDocument, type EditResult } from "./editDocument.ts";
import { removeKey } from "./removeKey.ts";
import type { ValuePath } from "./sourceMap.ts";

/** One change of a document: the value to set, or undefined to take the key away. */
export type DocumentEdit = readonly [path: ValuePath, value: Json | undefined];

/** Makes changes of a YAML or JSON document one after the other: see {@link editDocument} and {@link removeKey}. */
export function editAll(text: string, edits: readonly DocumentEdit[]): EditResult {
  let current: EditResult = { text };
  for (const [path, value] of edits) {
    if ("problem" in current) return current;
    current = value === undefined ? removeKey(current.text, path) : editDocument(current.text, path, value);
  }
  return current;
}
