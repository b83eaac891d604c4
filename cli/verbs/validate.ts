import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { exitCodes, type Context } from "../context.ts";
import { formatDiagnostics } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";

/** Checks the estate's files; renders nothing and loads no SDK. */
export async function validate(options: CommonOptions, context: Context): Promise<number> {
  const { estate, diagnostics } = openEstate(options.estate, context.workingDirectory);
  const tenants = estate?.tenants.length ?? 0;
  if (options.json) context.print(JSON.stringify({ verb: "validate", tenants, diagnostics }, null, 2));
  else if (diagnostics.length > 0) context.note(formatDiagnostics(diagnostics));
  else
    context.print(
      `${options.estate} is valid: ${String(tenants)} tenants, ${String(estate?.catalogue.length ?? 0)} tier versions`,
    );
  return Promise.resolve(hasErrors(diagnostics) ? exitCodes.usage : exitCodes.done);
}
