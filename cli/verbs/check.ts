import { checkTenants, stops } from "../../fleet/check.ts";
import { policyDiagnostics } from "../../fleet/policies.ts";
import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import type { TenantCheck } from "../../core/results/check.ts";
import { formatChecks } from "../../reports/checkReport.ts";
import { exitCodes, InvalidEstateError, type Context } from "../context.ts";
import { judgeManifests } from "../judging.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CheckOptions } from "../program.ts";
import { selectOf } from "../selectedTenants.ts";
import { tierDiagnostics } from "../tierDiagnostics.ts";
import { moneyOfTenants } from "../tenantMoney.ts";

/**
 * Validates the estate, renders the selected tenants in this process (all when none is named) and evaluates the rules. What is waived or
 * only advised is shown, and is no reason to fail.
 */
export async function check(ids: readonly string[], options: CheckOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "check", context);
  const { estate, directory, files } = opened;
  const unprofitable = await tierDiagnostics(estate, context.today);
  const problems = [
    ...(await policyDiagnostics(estate)),
    ...unprofitable.filter(({ severity }) => severity === "error"),
  ];
  if (problems.length > 0) throw new InvalidEstateError(problems, files);
  for (const warning of unprofitable) context.note(formatDiagnostic(warning));
  const { tenants: selected, selection } = await selectOf(opened, ids, options, context, {
    allByDefault: true,
    affectedBy: "judgement",
  });
  const judging = { estate, directory, tenants: selected, verb: "check", cache: options.cache };
  const judged = await judgeManifests(judging, context);
  if (judged === undefined) return exitCodes.interrupted;
  const money = await moneyOfTenants(estate, selected, context.today);
  const checks = await checkTenants(judged, selected, estate, context.today);
  const tenants = checks.map((tenant): TenantCheck => {
    const own = money.get(tenant.tenant);
    return own === undefined || own === null ? tenant : { ...tenant, money: own };
  });
  const document = { verb: "check", tenants, selection };
  context.print(options.json ? JSON.stringify(document, null, 2) : formatChecks(tenants));
  return tenants.some(({ findings }) => findings.some(stops)) ? exitCodes.findings : exitCodes.done;
}
