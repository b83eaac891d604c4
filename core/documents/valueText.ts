import { Document, isScalar, isSeq, visit } from "yaml";

import type { Json } from "../kinds/serviceKind.ts";

/** How values are written: as YAML people write it, or as JSON. */
export type ValueStyle = "yaml" | "json";

/** How a string stood before it was changed, so that its quotes stay. */
export type Quotes = "double" | "single" | undefined;

const settings = { lineWidth: 0, blockQuote: false, doubleQuotedAsJSON: true, flowCollectionPadding: false } as const;

/** Words that YAML 1.1 readers take for true or false are quoted, so that every tool reads the same; breaks stay on one line. */
const needsQuotes = /^(?:y|n|yes|no|on|off)$|[\r\n]/i;

/** What a reader would not see, an editor might drop or YAML takes as an escape alone: controls, marks of direction, spaces without width. */
const unseen = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g;

/** A value on one line, such as `[assets, backups]` or `{ window: "Sun 02:00-04:00" }`; right in block and in flow context. */
export function inlineText(value: Json, style: ValueStyle, quotes?: Quotes): string {
  if (isList(value)) return `[${value.map((item) => inlineText(item, style)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => {
      return `${inlineText(key, style)}: ${inlineText(part, style)}`;
    });
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (style === "json") return escaped(JSON.stringify(value));
  const document = new Document([value]);
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== "string") return;
      if (quotes === "double" || wantsQuotes(node.value)) node.type = "QUOTE_DOUBLE";
      else if (quotes === "single") node.type = "QUOTE_SINGLE";
    },
  });
  if (isSeq(document.contents)) document.contents.flow = true;
  return documentText(document).trim().slice(1, -1);
}

/**
 * A mapping or list over several lines, each but the first indented by `indent` spaces; lists of plain values in it stay on one line.
 * The text has no line break at its end.
 */
export function blockText(value: Json, indent: number): string {
  return blockDocument(value)
    .toString(settings)
    .trimEnd()
    .replaceAll("\n", `\n${" ".repeat(indent)}`);
}

/** A document of a value, to be written in blocks, with lists of plain values in it on one line. */
export function blockDocument(value: Json): Document {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (key, node) => {
      if (key !== null && node.items.every((item) => isScalar(item))) node.flow = true;
    },
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && wantsQuotes(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document;
}

/** Writes a document made by {@link blockDocument}; ends in a line break. */
export function documentText(document: Document): string {
  return escaped(document.toString(settings));
}

function wantsQuotes(text: string): boolean {
  return needsQuotes.test(text) || text.search(unseen) !== -1;
}

/** Such characters stand between double quotes, where YAML and JSON both take their codes. */
function escaped(text: string): string {
  return text.replace(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
