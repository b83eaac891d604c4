import { allCodes, explainCode } from "../../core/diagnostics/explanations/explainCode.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { formatCodes, formatExplanation } from "../../reports/explainReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import type { CommonOptions } from "../program.ts";

/** Says what a diagnostic code means and what to do about it; without a code, lists all. Reads no estate. */
export function explain(given: string | undefined, options: CommonOptions, context: Context): number {
  const wanted = allCodes.filter((code) => given === undefined || code === given.toUpperCase());
  if (given !== undefined && wanted.length === 0) {
    const hint = didYouMean(given, allCodes) ?? "`tenantry explain` lists all codes.";
    throw new UserError(`There is no diagnostic code "${visible(given)}". ${hint}`);
  }
  const codes = wanted.map(explainCode);
  if (options.json) context.print(JSON.stringify({ verb: "explain", codes }, null, 2));
  else context.print(given === undefined ? formatCodes(codes) : codes.map(formatExplanation).join("\n"));
  return exitCodes.done;
}
