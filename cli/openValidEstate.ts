import type { Estate } from "../core/estate/estate.ts";
import { formatDiagnostic } from "../core/diagnostics/format.ts";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { openEstate } from "../fleet/openEstate.ts";
import { exitCodes, UserError, type Context } from "./context.ts";
import type { CommonOptions } from "./program.ts";

/** Opens the estate for a verb that needs all of it to be right, and stops the verb with every problem when it is not. */
export function openValidEstate(
  options: CommonOptions,
  verb: string,
  context: Context,
): { estate: Estate; directory: string } {
  const { today } = context;
  const { directory, estate, diagnostics } = openEstate(options.estate, context.workingDirectory, { today });
  if (estate !== undefined) {
    for (const warning of diagnostics) context.note(formatDiagnostic(warning));
    return { estate, directory };
  }
  if (options.json) context.print(JSON.stringify({ verb, tenants: 0, diagnostics }, null, 2));
  throw new UserError(formatDiagnostics(diagnostics), exitCodes.usage);
}

/** Every diagnostic on a line of its own, then how many there are. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: string, noun: string): string[] => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? [] : [`${String(found)} ${noun}${found === 1 ? "" : "s"}`];
  };
  const counts = [...count("error", "problem"), ...count("warning", "warning")].join(", ");
  return [...diagnostics.map(formatDiagnostic), counts].join("\n");
}
