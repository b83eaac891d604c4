import { selectTenants } from "../../fleet/select.ts";
import { formatTable } from "../../reports/table.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { SelectOptions } from "../program.ts";

/** Validates the estate, renders the selected tenants in this process (all when none is named) and evaluates the rules. */
export async function check(ids: readonly string[], options: SelectOptions, context: Context): Promise<number> {
  const { estate } = openValidEstate(options, "check", context);
  const selection = selectTenants(estate, ids, options.all || ids.length === 0);
  if ("problem" in selection) throw new UserError(selection.problem);
  const { checkTenants } = await import("../../fleet/check.ts");
  const tenants = await checkTenants(selection.tenants);
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
