import { isScalar, LineCounter, parseAllDocuments, type Document, type YAMLError } from "yaml";

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { whereJsonEnds } from "./jsonSyntax.ts";
import { maximumDepth, quickValue } from "./quickValue.ts";
import { readText } from "./readText.ts";
import { refusedFeatures, type TextProblem } from "./refusedFeatures.ts";
import { LazyPositions, SourceMap, type Positions } from "./sourceMap.ts";
import type { SourceFile } from "./sourceFile.ts";
import { textPlace } from "./textPlace.ts";

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

/** The most problems of its text that are told of one file: those after a few are mostly consequences of the first. */
const maximumTextProblems = 10;

/** The longest text that is searched for more than its first error: a hostile one of 1 MiB takes the thorough parser half a minute. */
const maximumBrokenLength = 64 * 1024;

/**
 * Parses one YAML 1.2 document, by its core schema, with positions; a file named `.json` has to be JSON besides. Refused, each
 * with its own code: what `readText` refuses, an empty file, several documents, nesting deeper than
 * `maximumDepth`, and what `refusedFeatures` lists. Never throws.
 *
 * Plain texts are read for their value alone, which is much faster; their positions are found when something asks for one.
 */
export function parseDocument(file: SourceFile): ParseResult {
  const { path, name } = file;
  const read = readText(file);
  if ("problem" in read) return { document: undefined, diagnostics: [read.problem] };
  const { text } = read;
  const refuse = (problems: readonly TextProblem[]): ParseResult => ({
    document: undefined,
    diagnostics: problems.slice(0, maximumTextProblems).map(({ code, message, fix, offset }) => {
      return { code, severity: "error", message, fix, where: { path, ...textPlace(text, offset) } };
    }),
  });
  const quick = quickValue(text);
  if (quick !== undefined && "reason" in quick && (quick.tooDeep || text.length > maximumBrokenLength)) {
    return refuse([quick.tooDeep ? tooDeep(quick.offset) : quickProblem(quick.reason, quick.offset)]);
  }
  const isJson = name.endsWith(".json");
  if (quick !== undefined && "value" in quick && !isJson && quick.value !== null && quick.value !== undefined) {
    const positions = new LazyPositions(() => thorough(text, path).positions);
    return { document: { path, name, value: quick.value, positions }, diagnostics: [] };
  }
  if (/^\s*$/.test(text)) return refuse([empty]);
  if (isJson) {
    const offset = whereJsonEnds(text);
    if (offset !== undefined) return refuse([notJson(offset)]);
  }
  const { problems, document, positions } = thorough(text, path);
  if (problems.length > 0) return refuse(problems);
  const value: unknown = document?.toJS({ maxAliasCount: 0 });
  return { document: { path, name, value, positions }, diagnostics: [] };
}

const empty: TextProblem = {
  code: "TEN003",
  message: "The file is empty.",
  fix: "Fill it in, or delete it.",
  offset: 0,
};

const tooDeep = (offset: number): TextProblem => {
  const message = `The document is nested more than ${String(maximumDepth)} levels deep here.`;
  return { code: "TEN011", message, fix: "Nest them less.", offset };
};

const notYaml = (reason: string, offset: number): TextProblem => ({
  code: "TEN002",
  message: `Not valid YAML: ${reason}.`,
  fix: "Correct the text here: indent by spaces, and put text with special characters in quotes.",
  offset,
});

/** The quick parser's reasons that have codes of their own. */
const quickCodes = [
  ["duplicated mapping key", "TEN004"],
  ["expected a single document", "TEN006"],
  ["aliases exceeded", "TEN007"],
] as const;

function quickProblem(reason: string, offset: number): TextProblem {
  if (reason.startsWith("expected a document")) return empty;
  const code = quickCodes.find(([beginning]) => reason.startsWith(beginning))?.[1];
  return { ...notYaml(reason, offset), ...(code !== undefined && { code }) };
}

const notJson = (offset: number): TextProblem => ({
  code: "TEN002",
  message: "Not valid JSON from here on.",
  fix: "Correct the text at this place, or name the file .yaml; comments, single quotes and trailing commas are not JSON.",
  offset,
});

/** Parses with a place for everything: all that is wrong, or the document. */
function thorough(
  text: string,
  path: string,
): { readonly problems: readonly TextProblem[]; readonly document: Document.Parsed | undefined; positions: Positions } {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const [document, second] = documents as Document.Parsed[];
  const positions = new SourceMap(path, document?.contents ?? null, lines);
  const result = (problems: readonly TextProblem[]): ReturnType<typeof thorough> => ({ problems, document, positions });
  if (document === undefined) return result([empty]);
  if (document.errors.length > 0) return result(describeErrors(document.errors, lines));
  if (second !== undefined) {
    const message = "A second document begins here.";
    return result([{ code: "TEN006", message, fix: "Put it in a file of its own.", offset: second.range[0] }]);
  }
  const refused = refusedFeatures(document, text);
  return result(refused.length === 0 && isEmpty(document) ? [empty] : refused);
}

/** True for a text of comments and marks only; a written `null` or `~` is no empty document. */
function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === "");
}

/** The first error of each line: what else is wrong in it mostly follows from that. */
function describeErrors(errors: readonly YAMLError[], lines: LineCounter): TextProblem[] {
  const perLine = new Map<number, TextProblem>();
  for (const { message, pos } of errors) {
    const [offset] = pos;
    const { line } = lines.linePos(offset);
    if (perLine.has(line)) continue;
    perLine.set(line, notYaml(message.split("\n", 1)[0] ?? "", offset));
  }
  return [...perLine.values()];
}
