import type { Diagnostic, SourceLocation, WholeFile } from "./diagnostic.ts";
import { visible } from "./visible.ts";

/** `estate/tenants/acme.yaml:14:9: error TEN103: what is wrong. Allowed: … Fix: …`, on one line. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { where, severity, code } = diagnostic;
  const place = where === undefined ? "" : `${formatPlace(where)}: `;
  return `${place}${severity} ${code}: ${formatAdvice(diagnostic)}`;
}

/** `estate/tenants/acme.yaml:14:9`, or the path alone where no line is meant; on one line whatever the path is. */
export function formatPlace(where: SourceLocation | WholeFile): string {
  const position = where.line === undefined ? "" : `:${String(where.line)}:${String(where.column)}`;
  return `${visible(where.path)}${position}`;
}

/** What is wrong, what is allowed and what to do, on one line. */
export function formatAdvice({ message, allowed, fix }: Diagnostic): string {
  const allowedText = allowed === undefined ? "" : ` Allowed: ${allowed}.`;
  return visible(`${message}${allowedText}${fix === undefined ? "" : ` ${fix}`}`);
}
