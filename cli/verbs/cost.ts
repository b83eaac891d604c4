import { serviceKinds } from "../../components/registry.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { assume } from "../../core/margin/assume.ts";
import { costsOf, type CostQuestion } from "../../core/margin/costsOf.ts";
import { parseWhatIf } from "../../core/margin/parseWhatIf.ts";
import type { CostDocument } from "../../core/results/costs.ts";
import { formatCosts } from "../../reports/costReport.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { exitCodes, InvalidEstateError, UserError, type Context } from "../context.ts";
import type { CostOptions } from "../costVerbs.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { requirePriceBooks } from "../requirePriceBooks.ts";
import { selectOf, type SelectedTenants } from "../selectedTenants.ts";

/**
 * `cost`: what the selected tenants, all when none is named, bring and take in a month. That a tenant is on a retired tier version now
 * does not stop it, as it is paid for all the same.
 */
export async function cost(ids: readonly string[], options: CostOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "cost", context, { retired: "warning" });
  requirePriceBooks(opened.estate);
  const selected = await selectOf(opened, ids, options, context, { allByDefault: true });
  const day = options.day ?? context.today;
  const { estate, tenants, selection } = selected;
  const question: CostQuestion = {
    estate,
    kinds: serviceKinds,
    day,
    selected: new Set(tenants.map(({ resolved }) => resolved.id)),
    by: options.by,
    assumed: options.whatIf === undefined ? undefined : assumedBy(options.whatIf, selected, options, day),
  };
  const document: CostDocument = { ...costsOf(question), ...(selection !== undefined && { selection }) };
  context.print(options.json ? visibleJson(document) : formatCosts(document, options.lines));
  return exitCodes.done;
}

function assumedBy(
  text: string,
  { estate, files, tenants }: SelectedTenants,
  options: CostOptions,
  day: string,
): CostQuestion["assumed"] {
  const whatIf = parseWhatIf(text);
  if ("problems" in whatIf) throw new UserError(visible(`--what-if: ${whatIf.problems.join(" ")}`));
  const assumable = { estate, files, directory: options.estate, kinds: serviceKinds, day, selected: tenants };
  const assumed = assume(assumable, whatIf);
  if ("problem" in assumed) throw new UserError(visible(`--what-if: ${assumed.problem}`));
  if ("diagnostics" in assumed) throw new InvalidEstateError(assumed.diagnostics, files);
  return assumed;
}
