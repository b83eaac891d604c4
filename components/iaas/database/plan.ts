import type { Claim } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { utcWindow } from "../../../core/maintenance/utcWindow.ts";
import { formatDaily, formatWeekly, laterWindow } from "../../../core/maintenance/weekWindow.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import { checkDatabases } from "./check.ts";
import { engines, type EngineName } from "./engines.ts";
import type { DatabaseFeatures, DatabaseOrder } from "./order.ts";

/** One database, decided. */
export interface DatabasePlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name on Amazon RDS, unique in the account and region. */
  readonly identifier: string;
  /** The engine by its name in the manifest; another one is another database. */
  readonly engine: EngineName;
  readonly instanceType: string;
  readonly storageGiB: number;
  /** How far the storage grows by itself; absent where it does not. */
  readonly maximumStorageGiB?: number;
  /** Whether a copy stands by in another zone. */
  readonly multiZone: boolean;
  readonly backupRetentionDays: number;
  /** When the daily backup begins: `02:30-03:00` in UTC. */
  readonly backupWindow: string;
  /** When AWS may change something: `sun:01:00-sun:02:00` in UTC. */
  readonly maintenanceWindow: string;
  /** Whether AWS refuses to delete it, as long as the engine does. */
  readonly deletionProtection: boolean;
  /** How load is recorded; absent where it is not. */
  readonly insights?: "standard" | "advanced";
  /** How long the logs are kept outside the database; absent where they are not. */
  readonly logRetentionDays?: number;
  readonly subnetGroupName: string;
  readonly parameterGroupName: string;
  /** The security group's Name tag. */
  readonly securityGroupName: string;
  /** What is kept when the database goes. */
  readonly finalSnapshotName: string;
  /** Whether the network's machines may connect; they may while the tenant is active. */
  readonly reachable: boolean;
}

/** Databases with every name, size and window decided: fields of the bundle. */
export interface DatabasesPlan {
  readonly databases: readonly DatabasePlan[];
}

/** The shortest window that RDS takes (Amazon RDS API Reference, CreateDBInstance), in minutes; the daily backup's length. */
const shortestWindow = 30;

/**
 * Decides every name, size and window of databases.
 *
 * AWS starts a stopped database again after seven days (Amazon RDS User Guide, "Stopping an Amazon RDS DB instance temporarily"),
 * and a class that is changed for a tenant that is stopped would come back in a maintenance window only. So databases of a tenant that is suspended, or has left,
 * run on, as they are, and nobody can connect.
 *
 * @param dataSubnets whether the tier's network has subnets for data.
 */
export function planDatabases(
  context: PartContext,
  order: DatabaseOrder,
  { database: tier }: DatabaseFeatures,
  dataSubnets: boolean,
): PartPlan<DatabasesPlan> {
  const nothing = { plan: { databases: [] }, claims: [] };
  if (order.databases.length === 0) return { ...nothing, problems: [] };
  const maintenance = utcWindow(context.maintenance, shortestWindow);
  const problems = checkDatabases(context, order, tier, dataSubnets, maintenance);
  if (problems.length > 0 || tier === undefined || !("window" in maintenance)) return { ...nothing, problems };
  // Half an hour after maintenance at the latest, and half a day or more before the next: RDS takes no windows that meet.
  const backup = laterWindow(maintenance.window, maintenance.window.minutes + shortestWindow, shortestWindow);
  const databases = order.databases.map(({ name, engine, size, storageGiB, maximumStorageGiB }): DatabasePlan => {
    const owner = [...context.owner, name];
    return {
      name,
      identifier: physicalName(nameRules.rdsInstance, owner),
      engine,
      instanceType: tier.sizes[size]?.instanceType ?? "",
      storageGiB,
      ...(maximumStorageGiB !== undefined && { maximumStorageGiB }),
      multiZone: tier.multiZone,
      backupRetentionDays: tier.backupRetentionDays,
      backupWindow: formatDaily(backup),
      maintenanceWindow: formatWeekly(maintenance.window),
      deletionProtection: tier.deletionProtection,
      ...(tier.insights !== undefined && { insights: tier.insights }),
      ...(tier.logRetentionDays !== undefined && { logRetentionDays: tier.logRetentionDays }),
      subnetGroupName: physicalName(nameRules.rdsGroup, owner),
      parameterGroupName: physicalName(nameRules.rdsGroup, [...owner, engines[engine].family.replace(".", "-")]),
      securityGroupName: physicalName(nameRules.awsTagName, [...owner, "database"]),
      finalSnapshotName: physicalName(nameRules.rdsSnapshot, [...owner, "final"]),
      reachable: context.state === "active",
    };
  });
  const claims: Claim[] = [{ type: "capacity", resource: "databases", amount: databases.length, path: ["databases"] }];
  return { plan: { databases }, claims, problems: [] };
}
