import type { Consumption, Usage, UsageAssumption } from "../../core/kinds/consumption.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { assumed } from "../shared/consumed.ts";
import { applicationsConsumption } from "./applications/consumption.ts";
import type { PaasBundlePlan } from "./bundle.ts";
import { databaseAssumptions, databaseConsumption } from "./database/consumption.ts";
import { environmentsConsumption } from "./environment/consumption.ts";
import { routesAssumptions, routesConsumption } from "./routes/consumption.ts";

/** What the costs of the platform depend on and no order says. */
export const paasAssumptions = {
  ...routesAssumptions,
  ...databaseAssumptions,
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/**
 * What a subscription of the platform uses in a month, part by part, beside its shares of the cell: of what tenants share, or of the
 * nodes that the cell keeps for the tenant.
 */
export function consumption(bundle: Json, usage: Usage): Consumption[] {
  const plan = bundle as unknown as PaasBundlePlan;
  const use = assumed(paasAssumptions, usage);
  return [
    ...environmentsConsumption(plan),
    ...databaseConsumption(plan, use),
    ...applicationsConsumption(plan),
    ...routesConsumption(plan, use),
  ];
}
