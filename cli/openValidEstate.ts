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
  const { directory, estate, diagnostics } = openEstate(options.estate, context.workingDirectory);
  if (estate !== undefined) return { estate, directory };
  if (options.json) context.print(JSON.stringify({ verb, tenants: 0, diagnostics }, null, 2));
  throw new UserError(formatDiagnostics(diagnostics), exitCodes.usage);
}

/** Every diagnostic on a line of its own, then how many there are. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = diagnostics.filter(({ severity }) => severity === "error").length;
  return [...diagnostics.map(formatDiagnostic), `${String(count)} ${count === 1 ? "problem" : "problems"}`].join("\n");
}
