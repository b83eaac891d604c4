import { selectTenants } from "../../fleet/select.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { interruptSignal } from "../interrupt.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { CheckOptions } from "../program.ts";
import { countProgress } from "../progress.ts";

/** Validates the estate, renders the selected tenants in this process (all when none is named) and evaluates the rules. */
export async function check(ids: readonly string[], options: CheckOptions, context: Context): Promise<number> {
  const { estate, directory } = openValidEstate(options, "check", context);
  const selection = selectTenants(estate, ids, options.all || ids.length === 0);
  if ("problem" in selection) throw new UserError(selection.problem);
  const { checkTenants } = await import("../../fleet/check.ts");
  const { openKeptJudgements } = await import("../../fleet/checking/keptJudgements.ts");
  const progress = countProgress("check", "tenants", selection.tenants.length, context);
  const signal = interruptSignal(context);
  const tenants = await checkTenants(selection.tenants, {
    kept: options.cache ? openKeptJudgements(directory, context.environment) : undefined,
    signal,
    onProgress: progress.onProgress,
  })
    .catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    })
    .finally(progress.end);
  if (tenants === undefined) return exitCodes.interrupted;
  if (options.json) context.print(JSON.stringify({ verb: "check", tenants }, null, 2));
  else {
    const rows = tenants.map(({ tenant, resources, findings }) => [tenant, String(resources), String(findings.length)]);
    context.print(formatTable(["TENANT", "RESOURCES", "FINDINGS"], rows));
    for (const { tenant, rule, severity, resource, message } of tenants.flatMap(({ findings }) => findings)) {
      context.print(`${tenant}: ${severity} ${rule}: ${resource} ${message}`);
    }
  }
  return tenants.some(({ findings }) => findings.length > 0) ? exitCodes.findings : exitCodes.done;
}
