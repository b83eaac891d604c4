import type { Finding } from "../../core/results/finding.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import { checkTenants, stops } from "../../fleet/check.ts";
import { policyDiagnostics } from "../../fleet/policies.ts";
import { formatTable } from "../../reports/table.ts";
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
  const { tenants: selected, selection } = await selectOf(opened, ids, options, context, { allByDefault: true });
  const judging = { estate, directory, tenants: selected, verb: "check", cache: options.cache };
  const judged = await judgeManifests(judging, context);
  if (judged === undefined) return exitCodes.interrupted;
  const tenants = checkTenants(judged, selected, estate, context.today);
  if (options.json) context.print(JSON.stringify({ verb: "check", tenants, selection }, null, 2));
  else {
    const rows = tenants.map(({ tenant, resources, findings }) => [tenant, String(resources), String(findings.length)]);
    context.print(formatTable(["TENANT", "RESOURCES", "FINDINGS"], rows));
    for (const finding of tenants.flatMap(({ findings }) => findings)) context.print(visible(format(finding)));
  }
  return tenants.some(({ findings }) => findings.some(stops)) ? exitCodes.findings : exitCodes.done;
}

function format({ tenant, rule, severity, resource, message, enforcement, waived }: Finding): string {
  const until = waived === undefined ? "" : ` (waived until ${waived.expires} by ${waived.approver})`;
  const advice = enforcement === "advisory" ? " (advisory)" : "";
  return `${tenant}: ${severity} ${rule}: ${resource} ${message}${advice}${until}`;
}
