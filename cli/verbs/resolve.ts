import { stringify } from "yaml";

import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { explainablePaths, explainValues } from "../../core/resolve/explainValues.ts";
import { digestOf } from "../../core/resolve/resolvedTenant.ts";
import { tenantOf } from "../../fleet/selection/selectTenants.ts";
import { formatWhy } from "../../reports/whyReport.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { openValidEstate } from "../openValidEstate.ts";
import type { ResolveOptions } from "../program.ts";

/** Prints a tenant with everything decided, or says for values of it which file and line has set them. */
export function resolve(id: string, options: ResolveOptions, context: Context): number {
  const { estate } = openValidEstate(options, "resolve", context);
  const tenant = tenantOf(estate, id);
  if ("problem" in tenant) throw new UserError(tenant.problem);
  if (options.why === undefined) {
    const { resolved } = tenant;
    const document = { verb: "resolve", tenant: id, resolved, digest: digestOf(resolved) };
    context.print(options.json ? JSON.stringify(document, null, 2) : stringify(resolved, { lineWidth: 0 }).trimEnd());
    return exitCodes.done;
  }
  const path = options.why === "." ? "" : options.why;
  const values = explainValues(tenant, estate, path);
  if (values.length === 0) {
    const hint = didYouMean(path, explainablePaths(tenant)) ?? `\`tenantry resolve ${id} --why .\` lists all.`;
    throw new UserError(`The tenant "${id}" has no value at "${path}". ${hint}`);
  }
  context.print(options.json ? JSON.stringify({ verb: "resolve", tenant: id, values }, null, 2) : formatWhy(values));
  return exitCodes.done;
}
