import { codeVersion } from "../../core/codeVersion.ts";
import { hasErrors, sortDiagnostics } from "../../core/diagnostics/diagnostic.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { tierDiagnostics } from "../tierDiagnostics.ts";
import type { ValidateOptions } from "../program.ts";

/** Checks the estate's files; renders nothing and loads no SDK. Formats are loaded when there is something to say in them. */
export async function validate(options: ValidateOptions, context: Context): Promise<number> {
  const format = formatOf(options);
  const { today } = context;
  const opened = openEstate(options.estate, context.workingDirectory, { today });
  const { estate, files } = opened;
  const diagnostics = sortDiagnostics([...opened.diagnostics, ...(await tierDiagnostics(estate, today))]);
  const tenants = estate?.tenants.length ?? 0;
  const isValid = estate !== undefined && !hasErrors(diagnostics);
  const outcome = `valid: ${String(tenants)} tenants, ${String(estate?.catalogue.length ?? 0)} tier versions`;
  switch (format) {
    case "text":
      if (diagnostics.length > 0) {
        const { diagnosticsAsText } = await import("../../reports/diagnostics/text.ts");
        context.note(diagnosticsAsText(diagnostics, files, context));
      }
      if (isValid) context.print(`${visible(options.estate)} is ${outcome}`);
      break;
    case "json": {
      const { diagnosticsAsJson } = await import("../../reports/diagnostics/json.ts");
      context.print(diagnosticsAsJson("validate", tenants, diagnostics));
      break;
    }
    case "sarif": {
      const { diagnosticsAsSarif } = await import("../../reports/diagnostics/sarif.ts");
      context.print(diagnosticsAsSarif(diagnostics, codeVersion));
      break;
    }
    case "github": {
      const { diagnosticsAsGitHubCommands } = await import("../../reports/diagnostics/github.ts");
      if (diagnostics.length > 0) context.print(diagnosticsAsGitHubCommands(diagnostics));
      // Not by its name: a line that is no command of ours must not be able to hold one.
      if (isValid) context.print(`The estate is ${outcome}`);
      break;
    }
  }
  return hasErrors(diagnostics) ? exitCodes.usage : exitCodes.done;
}

function formatOf({ format, json }: ValidateOptions): NonNullable<ValidateOptions["format"]> {
  if (json && format !== undefined && format !== "json") {
    throw new UserError(`--json means --format json, and --format ${format} is given too; give one of them.`);
  }
  return format ?? (json ? "json" : "text");
}
