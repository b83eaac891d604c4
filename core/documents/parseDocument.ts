import { LineCounter, parseAllDocuments, visit, type Document, type YAMLError } from "yaml";

import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { SourceMap, type Positions } from "./sourceMap.ts";
import type { SourceFile } from "./sourceFile.ts";

/** The most bytes that one manifest may have: far above any real one, low enough to keep a hostile one cheap. */
export const maximumDocumentBytes = 1024 * 1024;

/** A document's plain value together with the positions of its parts. */
export interface ParsedDocument {
  readonly path: string;
  readonly name: string;
  readonly value: unknown;
  readonly positions: Positions;
}

/** Either the parsed document or what is wrong with the text, all problems at once. */
export type ParseResult =
  | { readonly document: ParsedDocument; readonly diagnostics: readonly [] }
  | { readonly document: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Parses one YAML 1.2 (or JSON, which is a subset) document with positions. Refused, each with its own code: text that is
 * not UTF-8, NUL bytes, an empty file, several documents, duplicate keys, anchors, aliases and tags. Never throws.
 */
export function parseDocument(file: SourceFile): ParseResult {
  const problem = (code: DiagnosticCode, message: string, fix: string, line = 1, column = 1): ParseResult => ({
    document: undefined,
    diagnostics: [{ code, severity: "error", message, fix, where: { path: file.path, line, column } }],
  });
  if (file.bytes.length > maximumDocumentBytes) {
    const size = `${String(file.bytes.length)} bytes; ${String(maximumDocumentBytes)} are allowed`;
    return problem("TEN009", `The file has ${size}.`, "Keep one manifest per file, and data out of manifests.");
  }
  const text = decodeUtf8(file.bytes);
  if (text === undefined) return problem("TEN005", "The file is not UTF-8 text.", "Save it as UTF-8.");
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const before = text.slice(0, nul).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    return problem("TEN005", "The file has a NUL byte.", "Remove it; manifests are text.", before.length, column);
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [document, second] = documents as Document.Parsed[];
  if (document === undefined || (document.contents === null && document.errors.length === 0 && second === undefined)) {
    return problem("TEN003", "The file is empty.", "Fill it in, or delete it.");
  }
  if (second !== undefined && document.errors.length === 0) {
    const { line, col } = lines.linePos(second.range[0]);
    return problem("TEN006", "A second document begins here.", "Put it in a file of its own.", line, col);
  }
  const errors = [...document.errors, ...refusedFeatures(document)];
  if (errors.length > 0) {
    return { document: undefined, diagnostics: errors.map((error) => describe(error, file, lines)) };
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const positions = new SourceMap(file.path, document, lines);
  return { document: { path: file.path, name: file.name, value, positions }, diagnostics: [] };
}

/** A problem at an offset of the text, ours or the parser's. */
interface TextProblem {
  readonly code: DiagnosticCode | YAMLError["code"];
  readonly message: string;
  readonly pos: readonly [number, number];
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Anchors, aliases, merge keys and tags make a manifest mean something else than it shows; none is needed. */
function refusedFeatures(document: Document.Parsed): TextProblem[] {
  const found: TextProblem[] = [];
  const add = (what: string, range: readonly [number, number, number] | null | undefined): void => {
    found.push({
      code: "TEN007",
      message: `${what} is not taken in a manifest.`,
      pos: [range?.[0] ?? 0, range?.[1] ?? 0],
    });
  };
  visit(document, {
    Alias: (_key, node) => {
      add(`The alias *${node.source}`, node.range);
    },
    Node: (_key, node) => {
      if ("anchor" in node && node.anchor) add(`The anchor &${node.anchor}`, node.range);
      if (node.tag?.startsWith("!") === true) add(`The tag ${node.tag}`, node.range);
    },
    Pair: (_key, pair) => {
      const key = pair.key;
      if (typeof key === "object" && key !== null && !("value" in key)) {
        add("A key that is a list or a mapping", (key as { range?: [number, number, number] }).range);
      }
    },
  });
  return found;
}

function describe(error: TextProblem, file: SourceFile, lines: LineCounter): Diagnostic {
  const { line, col } = lines.linePos(error.pos[0]);
  const where = { path: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  if (error.code === "TEN007") {
    return { code: "TEN007", severity: "error", message: error.message, fix: "Write the value out.", where };
  }
  if (error.code === "DUPLICATE_KEY") {
    return {
      code: "TEN004",
      severity: "error",
      message: "This key stands in the mapping already.",
      fix: "Keep one of the two.",
      where,
    };
  }
  return {
    code: "TEN002",
    severity: "error",
    message: `Not valid YAML: ${error.message.split("\n", 1)[0] ?? ""}`,
    fix: "Correct the text at this place; indentation is by spaces.",
    where,
  };
}
