import { hasErrors } from "../../core/diagnostics/diagnostic.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { exitCodes, type Context } from "../context.ts";
import { formatDiagnostics } from "../openValidEstate.ts";
import type { CommonOptions } from "../program.ts";

/** Checks the estate's files; renders nothing and loads no SDK. */
export async function validate(options: CommonOptions, context: Context): Promise<number> {
  const { today } = context;
  const { estate, diagnostics } = openEstate(options.estate, context.workingDirectory, { today });
  const tenants = estate?.tenants.length ?? 0;
  if (options.json) context.print(JSON.stringify({ verb: "validate", tenants, diagnostics }, null, 2));
  else {
    if (diagnostics.length > 0) context.note(formatDiagnostics(diagnostics));
    if (estate !== undefined) {
      const tiers = String(estate.catalogue.length);
      context.print(`${options.estate} is valid: ${String(tenants)} tenants, ${tiers} tier versions`);
    }
  }
  return Promise.resolve(hasErrors(diagnostics) ? exitCodes.usage : exitCodes.done);
}
