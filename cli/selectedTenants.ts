import type { Estate, EstateTenant } from "../core/estate/estate.ts";
import { targetsOf } from "../fleet/describeTarget.ts";
import { selectTenants } from "../fleet/select.ts";
import { UserError, type Context } from "./context.ts";
import { openValidEstate } from "./openValidEstate.ts";
import type { SelectOptions } from "./program.ts";

/** An estate, and those of its tenants that a verb works on. */
export interface SelectedTenants {
  readonly estate: Estate;
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly tenants: readonly EstateTenant[];
}

/** Opens the estate, selects its tenants by id or all, and says where they land, for verbs that reach targets. */
export function openSelectedTenants(
  ids: readonly string[],
  options: SelectOptions,
  verb: "up" | "preview" | "destroy" | "drift",
  context: Context,
): SelectedTenants {
  const { estate, directory } = openValidEstate(options, verb, context);
  const selection = selectTenants(estate, ids, options.all);
  if ("problem" in selection) throw new UserError(selection.problem);
  const { tenants } = selection;
  const resolved = tenants.map((tenant) => tenant.resolved);
  for (const target of targetsOf(resolved, estate.manifest)) context.note(`target ${target}`);
  return { estate, directory, tenants };
}
