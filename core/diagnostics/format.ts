import type { Diagnostic } from "./diagnostic.ts";

/** `estate/tenants/acme.yaml:14:9: error TEN103: what is wrong. Allowed: … Fix: …`, on one line. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { where, severity, code, message, allowed, fix } = diagnostic;
  const place = where === undefined ? "" : `${where.path}:${String(where.line)}:${String(where.column)}: `;
  const allowedText = allowed === undefined ? "" : ` Allowed: ${allowed}.`;
  return `${place}${severity} ${code}: ${message}${allowedText}${fix === undefined ? "" : ` ${fix}`}`;
}
