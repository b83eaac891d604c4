import type { DiagnosticCode } from "./codes.ts";

/** A place in a text file. Lines and columns count from 1, as editors do; columns count UTF-16 code units. */
export interface SourceLocation {
  /** The path as the user would type it. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A file or a directory as a whole: what is wrong with it stands on none of its lines. */
export interface WholeFile {
  /** The path as the user would type it. */
  readonly path: string;
  readonly line?: never;
  readonly column?: never;
}

/** How bad a diagnostic is: an `error` stops the verb, a `warning` does not. */
export type Severity = "error" | "warning";

/** One thing that is wrong, told so that the reader can mend it without opening our source. */
export interface Diagnostic {
  /** Stable code, such as `TEN012`; see {@link DiagnosticCode}. */
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong, with the value that was given. */
  readonly message: string;
  /** What is allowed, where a list or a rule can be named. */
  readonly allowed?: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The field, as a dotted path from the document's top, such as `spec.subscriptions[0].tier`. */
  readonly field?: string;
  /** Where it stands; absent only for what has no file at all. */
  readonly where?: SourceLocation | WholeFile;
}

/** True when any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/**
 * Orders diagnostics by path, line, column and code, so that output is stable enough to compare. What is found twice is told
 * once: a default that is wrong is so for every tenant that takes it.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.toSorted(compareDiagnostics);
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareDiagnostics(before, diagnostic) !== 0;
  });
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.where?.path ?? "", b.where?.path ?? "") ||
    (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
    (a.where?.column ?? 0) - (b.where?.column ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Compares by code unit, unlike `localeCompare`, whose order depends on the machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
