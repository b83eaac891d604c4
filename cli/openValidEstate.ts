import type { Estate } from "../core/estate/estate.ts";
import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../core/diagnostics/format.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import type { LoadOptions } from "../core/estate/loadEstate.ts";
import { openEstate, type ProposedFile } from "../fleet/openEstate.ts";
import { diagnosticsAsJson } from "../reports/diagnostics/json.ts";
import { InvalidEstateError, type Context } from "./context.ts";
import type { CommonOptions } from "./program.ts";

/**
 * Opens the estate for a verb that needs all of it to be right, and stops the verb with every problem when it is not.
 *
 * @param judge what the estate is judged by beside the day.
 */
export function openValidEstate(
  options: CommonOptions,
  verb: string,
  context: Context,
  judge: Omit<LoadOptions, "today"> = {},
): { estate: Estate; directory: string; files: readonly SourceFile[] } {
  const loadOptions = { ...judge, today: context.today };
  const opened = openEstate(options.estate, context.workingDirectory, loadOptions);
  const { directory, estate, files, diagnostics } = opened;
  if (estate !== undefined) {
    for (const warning of diagnostics) context.note(formatDiagnostic(warning));
    return { estate, directory, files };
  }
  if (options.json) context.print(diagnosticsAsJson(verb, 0, diagnostics));
  throw new InvalidEstateError(diagnostics, files);
}

/**
 * What there is to warn of in the estate as it would be with one file made or changed; stops the verb with every problem when it
 * would not be valid.
 *
 * @param change what the file is, for the message: `change` or `tenant`.
 */
export function judgeChange(
  proposed: ProposedFile,
  change: string,
  options: CommonOptions,
  verb: string,
  context: Context,
): readonly Diagnostic[] {
  return openChanged(proposed, change, options, verb, context).diagnostics;
}

/**
 * The estate as it would be with one file made or changed, and what there is to warn of in it; stops the verb as {@link judgeChange}
 * does.
 *
 * @param judge what the estate is judged by beside the day.
 */
export function openChanged(
  proposed: ProposedFile,
  change: string,
  options: CommonOptions,
  verb: string,
  context: Context,
  judge: Omit<LoadOptions, "today"> = {},
): { estate: Estate; diagnostics: readonly Diagnostic[] } {
  const loadOptions = { ...judge, today: context.today };
  const opened = openEstate(options.estate, context.workingDirectory, loadOptions, proposed);
  const { estate, files, diagnostics } = opened;
  if (estate !== undefined) return { estate, diagnostics };
  if (options.json) context.print(diagnosticsAsJson(verb, 0, diagnostics));
  context.note(`Nothing is written: with this ${change} the estate would not be valid.`);
  throw new InvalidEstateError(diagnostics, files);
}
