import { checkTenants, stops } from "../../fleet/check.ts";
import { policyDiagnostics } from "../../fleet/policies.ts";
import { formatChecks } from "../../reports/checkReport.ts";
import { exitCodes, InvalidEstateError, type Context } from "../context.ts";
import { judgeManifests } from "../judging.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CheckOptions } from "../program.ts";
import { selectOf } from "../selectedTenants.ts";

/**
 * Validates the estate, renders the selected tenants in this process (all when none is named) and evaluates the rules. What is waived or
 * only advised is shown, and is no reason to fail.
 */
export async function check(ids: readonly string[], options: CheckOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "check", context);
  const { estate, directory, files } = opened;
  const problems = policyDiagnostics(estate);
  if (problems.length > 0) throw new InvalidEstateError(problems, files);
  const { tenants: selected, selection } = await selectOf(opened, ids, options, context, {
    allByDefault: true,
    affectedBy: "judgement",
  });
  const judging = { estate, directory, tenants: selected, verb: "check", cache: options.cache };
  const judged = await judgeManifests(judging, context);
  if (judged === undefined) return exitCodes.interrupted;
  const tenants = checkTenants(judged, selected, estate, context.today);
  const document = { verb: "check", tenants, selection };
  context.print(options.json ? JSON.stringify(document, null, 2) : formatChecks(tenants));
  return tenants.some(({ findings }) => findings.some(stops)) ? exitCodes.findings : exitCodes.done;
}
