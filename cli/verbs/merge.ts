import { visible } from "../../core/diagnostics/visible.ts";
import { parseJson } from "../../core/documents/parseJson.ts";
import { mergeDocuments } from "../../fleet/selection/mergeDocuments.ts";
import { formatChecks } from "../../reports/checkReport.ts";
import { formatDrift } from "../../reports/driftReport.ts";
import { formatRuns } from "../../reports/runReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import type { CommonOptions } from "../program.ts";
import { readText } from "../readText.ts";

/** Puts the documents of shards together, and ends as one run over all of their tenants would have. */
export async function merge(files: readonly string[], options: CommonOptions, context: Context): Promise<number> {
  const merged = mergeDocuments(files.map((name) => ({ name, content: parseJson(readText(name, context)) })));
  if ("problem" in merged) throw new UserError(visible(merged.problem));
  const { document } = merged;
  if (options.json) context.print(JSON.stringify(document, null, 2));
  if (document.verb === "check") {
    if (!options.json) context.print(formatChecks(document.tenants));
    const { stops } = await import("../../fleet/check.ts");
    return document.tenants.some(({ findings }) => findings.some(stops)) ? exitCodes.findings : exitCodes.done;
  }
  if (document.verb === "drift") {
    if (!options.json) context.print(formatDrift(document.results));
    const { driftExitCode } = await import("../../fleet/drift/results.ts");
    return driftExitCode(document.results);
  }
  if (!options.json) context.print(formatRuns(document.results));
  const { exitCodeOf } = await import("../../fleet/runner/results.ts");
  return exitCodeOf(document.results);
}
