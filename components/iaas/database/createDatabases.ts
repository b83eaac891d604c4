import type { NetworkPlan } from "../network/plan.ts";
import { keyOf, type NetworkTies } from "../ties.ts";
import { TenantDatabase } from "./database.ts";
import type { DatabasesPlan } from "./plan.ts";

/** The ordered databases, by their names in the manifest; machines in private subnets may connect. */
export function createDatabases(
  { databases }: DatabasesPlan,
  { subnets }: NetworkPlan,
  ties: NetworkTies,
): Record<string, TenantDatabase> {
  const { name, parent, tags, network } = ties;
  const clients = subnets.filter(({ role }) => role === "private");
  const created = databases.map((database) => {
    const place = { vpcId: network.vpcId, dataSubnetIds: network.dataSubnetIds, clients };
    const protect = ties.isProtected(`databases/${database.name}`);
    const args = { database, ...place, ...keyOf(ties), protect, tags };
    return [database.name, new TenantDatabase(`${name}--${database.name}`, args, { parent })] as const;
  });
  return Object.fromEntries(created);
}
