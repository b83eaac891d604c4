import { createColors } from "picocolors";

import { counted } from "../../core/counted.ts";
import type { Diagnostic, SourceLocation } from "../../core/diagnostics/diagnostic.ts";
import { formatAdvice, formatPlace } from "../../core/diagnostics/format.ts";
import { maximumDocumentBytes } from "../../core/documents/readText.ts";
import type { SourceFile } from "../../core/documents/sourceFile.ts";
import { excerptOf } from "./excerpt.ts";

/**
 * For people: each diagnostic on a line, below it the line of the file with a caret under the place, at the end how many there
 * are. Nothing in a file, and no name, can write a line or a colour of its own.
 *
 * @param files the estate's files as they were read; a diagnostic of another file has no excerpt.
 */
export function diagnosticsAsText(
  diagnostics: readonly Diagnostic[],
  files: readonly SourceFile[],
  options: { readonly colour: boolean },
): string {
  const paint = createColors(options.colour);
  const lineAt = lineReader(files);
  const lines = diagnostics.flatMap((diagnostic) => {
    const { where, severity, code } = diagnostic;
    const paintSeverity = severity === "error" ? paint.red : paint.yellow;
    const place = where === undefined ? "" : `${paint.bold(`${formatPlace(where)}:`)} `;
    const told = `${place}${paintSeverity(`${severity} ${code}:`)} ${formatAdvice(diagnostic)}`;
    const line = where?.line === undefined ? undefined : lineAt(where);
    if (where?.line === undefined || line === undefined) return [told];
    const number = String(where.line);
    const { text, indent } = excerptOf(line, where.column);
    const margin = paint.dim(`  ${number} |`);
    const blankMargin = paint.dim(`  ${" ".repeat(number.length)} |`);
    return [told, text === "" ? margin : `${margin} ${text}`, `${blankMargin} ${indent}${paintSeverity("^")}`];
  });
  return [...lines, ...summary(diagnostics)].join("\n");
}

function summary(diagnostics: readonly Diagnostic[]): string[] {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  const errors = diagnostics.length - warnings;
  const counts = [
    ...(errors > 0 ? [counted(errors, "problem")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  return counts.length === 0 ? [] : [counts.join(", ")];
}

/** Finds lines of files. Diagnostics come sorted by file, so that only the last file's lines are kept. */
function lineReader(files: readonly SourceFile[]): (where: SourceLocation) => string | undefined {
  const bytesOf = new Map(files.map(({ path, bytes }) => [path, bytes]));
  let kept: { readonly path: string; readonly lines: readonly string[] } | undefined;
  return ({ path, line }) => {
    const bytes = bytesOf.get(path);
    if (bytes === undefined || bytes.length === 0) return undefined;
    // Bytes that are no UTF-8 become the replacement character; a byte order mark is no part of the text. No place is farther
    // from a file's beginning than the longest manifest is long.
    if (kept?.path !== path) {
      kept = { path, lines: new TextDecoder().decode(bytes.subarray(0, maximumDocumentBytes)).split("\n") };
    }
    return kept.lines[line - 1]?.replace(/\r$/, "");
  };
}
