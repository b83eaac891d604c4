import { parseDocument, type Document } from "yaml";

import type { Json } from "../kinds/serviceKind.ts";

/** A document's nodes with their places, and what it says as data. */
export interface EditableDocument {
  readonly root: Document.Parsed["contents"];
  readonly value: Json;
}

/** Reads YAML or JSON that is to be edited; undefined for what is no document or refers to an anchor that it does not have. */
export function editableDocument(text: string): EditableDocument | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  if (document.errors.length > 0) return undefined;
  try {
    return { root: document.contents, value: document.toJS() as Json };
  } catch (error) {
    // What the library says of an alias without its anchor, or of aliases that grow without end.
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}
