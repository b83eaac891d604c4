import { serviceKinds } from "../../components/registry.ts";
import type { OutdatedDocument } from "../../core/results/outdated.ts";
import { exposuresOf } from "../../core/upkeep/exposure.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatOutdated } from "../../reports/outdatedReport.ts";
import { exitCodes, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import { selectOf } from "../selectedTenants.ts";
import type { OutdatedOptions } from "../upkeepVerbs.ts";

/**
 * `outdated`: the versions that tenants, all when none is named, should leave, by how much that presses. That a tenant is on a retired
 * tier version does not stop it: here is where one looks for those.
 */
export async function outdated(ids: readonly string[], options: OutdatedOptions, context: Context): Promise<number> {
  const opened = openValidEstate(options, "outdated", context, { retired: "warning" });
  const { tenants } = await selectOf(opened, ids, options, context, { allByDefault: true });
  const { today } = context;
  const { within } = options;
  const { exposures, supported } = exposuresOf(opened.estate, tenants, serviceKinds, { today, within });
  const document: OutdatedDocument = { verb: "outdated", today, within, exposures: [...exposures], supported };
  context.print(options.json ? visibleJson(document) : formatOutdated(document));
  return exposures.some(({ state }) => state === "ended") ? exitCodes.findings : exitCodes.done;
}
