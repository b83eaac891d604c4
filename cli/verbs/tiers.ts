import { serviceKinds } from "../../components/registry.ts";
import { compareTiers } from "../../core/catalogue/compareTiers.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { visible } from "../../core/diagnostics/visible.ts";
import type { TiersDocument } from "../../core/results/tiers.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { formatTierComparison } from "../../reports/tierComparison.ts";
import type { TiersOptions } from "../catalogueVerbs.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";

/**
 * Compares the tiers of a service, or of every service, side by side. That a tenant is on a retired version does not stop it: here is
 * where one looks for another.
 */
export function tiers(service: string | undefined, options: TiersOptions, context: Context): number {
  const { estate } = openValidEstate(options, "tiers", context, { retired: "warning" });
  const all = compareTiers(estate, serviceKinds, { today: context.today, allVersions: options.allVersions });
  const services = all.filter((candidate) => service === undefined || candidate.service === service);
  if (service !== undefined && services.length === 0) {
    const known = all.map((candidate) => candidate.service);
    const hint = didYouMean(service, known) ?? `It has: ${known.join(", ") || "none"}.`;
    throw new UserError(visible(`The catalogue has no tier of a service "${service}". ${hint}`));
  }
  const document: TiersDocument = { verb: "tiers", services };
  context.print(options.json ? visibleJson(document) : formatTierComparison(services, context.width ?? 100));
  return exitCodes.done;
}
