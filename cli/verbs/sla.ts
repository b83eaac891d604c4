import { measureMonth } from "../../core/service/measure.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatSla } from "../../reports/slaReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { readIncidents } from "../readIncidents.ts";
import { selectOf } from "../selectedTenants.ts";
import type { SlaOptions } from "../serviceVerbs.ts";

/**
 * `sla`: how available the selected tenants, all when none is named, were in a month, and what they get back for it. That a tenant is on
 * a retired tier version now does not stop it.
 */
export async function sla(ids: readonly string[], options: SlaOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "sla", context, { retired: "warning" });
  const { month } = options;
  if (month > context.today.slice(0, 7)) {
    throw new UserError(`The month ${month} has not begun; today is ${context.today}.`);
  }
  const incidents = readIncidents(options.incidents, opened.estate, options.json, context);
  const { tenants } = await selectOf(opened, ids, options, context, { allByDefault: true });
  const document = measureMonth(opened.estate, tenants, incidents, { month, now: context.now });
  context.print(options.json ? visibleJson(document) : formatSla(document));
  return exitCodes.done;
}
