import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { formatAdvice, formatPlace } from "../../core/diagnostics/format.ts";
import { visible } from "../../core/diagnostics/visible.ts";

/**
 * Annotations of a GitHub Actions run: a workflow command a line, which GitHub shows at the file's line. The place stands at the
 * end of the message too, because the run's log does not show where an annotation belongs. The form and its escapes are those
 * of `toCommandValue` and `escapeProperty` in GitHub's own `@actions/core`.
 *
 * Every line begins with a command of ours and holds no line end, so nothing in a name can become another command.
 */
export function diagnosticsAsGitHubCommands(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(command).join("\n");
}

function command(diagnostic: Diagnostic): string {
  const { severity, where, code } = diagnostic;
  const properties = [
    ...(where === undefined ? [] : [`file=${escapeProperty(where.path).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, visible)}`]),
    ...(where?.line === undefined ? [] : [`line=${String(where.line)}`, `col=${String(where.column)}`]),
    `title=${code}`,
  ];
  const place = where === undefined ? "" : ` (${formatPlace(where)})`;
  return `::${severity} ${properties.join(",")}::${escapeData(`${formatAdvice(diagnostic)}${place}`)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
