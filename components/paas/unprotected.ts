import { unprotectedField } from "../shared/unprotected.ts";
import { volumeParts } from "./applications/volumeParts.ts";
import type { ApplicationsOrder } from "./applications/order.ts";
import type { DatabaseOrder } from "./database/order.ts";
import { runsIn } from "./environment/runsIn.ts";

/** Parts with data whose protection is lifted: a field of the spec. */
export const unprotectedOrder = {
  unprotected: unprotectedField(
    "each in one environment: `apps/<app>/<environment>` for the volume of an app, `databases/<environment>` for a database",
    "databases/staging",
  ),
};

/** The id of the database of one environment. */
export const databasePart = (environment: string): string => `databases/${environment}`;

/** The ids of all parts with data of an order. */
export function partsWithData(
  order: ApplicationsOrder & DatabaseOrder & { readonly environments: readonly string[] },
): string[] {
  const { database, environments } = order;
  const withDatabase = environments.filter((name) => database !== undefined && runsIn(database, name));
  return [...volumeParts(order, environments), ...withDatabase.map(databasePart)];
}
