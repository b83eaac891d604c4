import { isAbsolute, normalize, sep } from "node:path";
import { pathToFileURL } from "node:url";

import type { DiagnosticCode } from "../../core/diagnostics/codes.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { allCodes, explainCode } from "../../core/diagnostics/explanations/explainCode.ts";
import { formatAdvice } from "../../core/diagnostics/format.ts";
import { visibleJson } from "./json.ts";

/**
 * A log in SARIF 2.1.0, the Static Analysis Results Interchange Format by OASIS: one run, a rule a code, a result a diagnostic,
 * in the order given. Columns count UTF-16 code units, as ours do. Paths become relative URIs, or `file:` URIs if they are absolute.
 *
 * @param version of Tenantry.
 */
export function diagnosticsAsSarif(diagnostics: readonly Diagnostic[], version: string): string {
  return visibleJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "tenantry", version, semanticVersion: version, rules: allCodes.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(result),
      },
    ],
  });
}

function rule(code: DiagnosticCode): object {
  const { title, cause, remedy } = explainCode(code);
  return {
    id: code,
    shortDescription: { text: escapeMessage(title) },
    fullDescription: { text: escapeMessage(cause) },
    help: { text: escapeMessage(remedy) },
  };
}

function result(diagnostic: Diagnostic): object {
  const { code, severity, where } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: allCodes.indexOf(code),
    level: severity,
    message: { text: escapeMessage(formatAdvice(diagnostic)) },
    locations:
      where === undefined
        ? []
        : [
            {
              physicalLocation: {
                artifactLocation: { uri: toUri(where.path) },
                ...(where.line !== undefined && { region: { startLine: where.line, startColumn: where.column } }),
              },
            },
          ],
  };
}

/** Braces are placeholders in a SARIF message (section 3.11.5) and `[text](target)` is a link (3.11.6); names are neither. */
export function escapeMessage(text: string): string {
  return text.replaceAll("{", "{{").replaceAll("}", "}}").replaceAll("](", "\\](");
}

function toUri(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return normalize(path)
    .split(sep)
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/");
}
