import type { Claim } from "../../../core/kinds/serviceKind.ts";
import { utcWindow } from "../../../core/maintenance/utcWindow.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartPlan } from "../../shared/partContext.ts";
import type { ApplicationsFeatures } from "../applications/order.ts";
import type { EnvironmentFeatures } from "../environment/order.ts";
import { capacityClaims } from "../capacityClaims.ts";
import { runsIn } from "../environment/runsIn.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import { checkDatabase } from "./check.ts";
import type { PostgresVersion } from "./images.ts";
import type { DatabaseFeatures, DatabaseOrder } from "./order.ts";
import { backupSchedule } from "./schedule.ts";

/** The database of one environment, decided. */
export interface DatabasePlan {
  /** The environment's name in the manifest. */
  readonly environment: string;
  /** The cluster's name, from which those of all that belongs to it are made, such as the secret `<cluster>-app`. */
  readonly cluster: string;
  readonly version: PostgresVersion;
  /** The storage of each instance. */
  readonly storageGiB: number;
  readonly instances: 1 | 3;
  /** Processors of each instance. */
  readonly vcpu: number;
  /** Memory of each instance. */
  readonly memoryGiB: number;
  readonly spread: ApplicationsFeatures["spread"];
  /** The tenant whose own nodes it runs on; absent where it runs on shared ones. */
  readonly ownNodesOf?: string;
  /** The namespace of the operator, which has to reach the instances. */
  readonly operatorNamespace: string;
  /** Absent where no backups are taken. */
  readonly backup?: {
    /** Six fields, in UTC. */
    readonly schedule: string;
    readonly snapshotClass: string;
  };
  /** Statements of SQL that a superuser runs in the new database, once; absent where it begins empty. */
  readonly setUp?: readonly string[];
  /** Whether it keeps its volumes alone, as that of a tenant which is not active does. */
  readonly hibernated: boolean;
}

/** Databases with every name, size and hour decided: fields of the bundle. */
export interface DatabasesPlan {
  /** One for each environment that has one. */
  readonly databases: readonly DatabasePlan[];
}

/**
 * CloudNativePG takes 50 characters (its validation of clusters, version 1.27). The longest name that it makes of one is that of the
 * pod of a job, `<cluster>-<serial>-snapshot-recovery`, which is a host's name of 63 at most: this leaves serials of three digits.
 */
export const clusterNameRule = {
  ...nameRules.kubernetesService,
  subject: "PostgreSQL cluster",
  maximumLength: 41,
  source: "CloudNativePG v1.27.0, its webhook's validateName, and the names of its jobs",
} as const;

/** The shortest window that backups are scheduled in, in minutes. */
const shortestWindow = 30;

/** What the tier's other parts say about where pods run. */
type PlacementFeatures = Pick<EnvironmentFeatures, "nodes"> & Pick<ApplicationsFeatures, "spread">;

/**
 * The names of clusters by the environments that one is ordered for. All environments count where one is named that is not there: the
 * database's own problem says so, and no other part has to say what follows from it.
 */
export function databaseClusters(
  { owner, environments }: Pick<EnvironmentPartContext, "owner" | "environments">,
  { database: ordered }: DatabaseOrder,
): ReadonlyMap<string, string> {
  if (ordered === undefined) return new Map();
  const names = environments.map(({ name }) => name);
  const isClear = (ordered.environments ?? []).every((name) => names.includes(name));
  return new Map(
    names
      .filter((name) => !isClear || runsIn(ordered, name))
      .map((name) => [name, physicalName(clusterNameRule, [...owner, name])]),
  );
}

/** Decides every name, size and hour of databases. Those of a tenant that is suspended, or has left, keep their volumes, and none of their pods. */
export function planDatabases(
  context: EnvironmentPartContext,
  { database: ordered }: DatabaseOrder,
  { database: tier, nodes, spread }: DatabaseFeatures & PlacementFeatures,
): PartPlan<DatabasesPlan> {
  const nothing = { plan: { databases: [] }, claims: [] };
  if (ordered === undefined) return { ...nothing, problems: [] };
  const maintenance = utcWindow(context.maintenance, shortestWindow);
  const problems = checkDatabase(context, ordered, tier, maintenance);
  const { databases: operator } = context.cell;
  if (problems.length > 0 || tier === undefined || operator === undefined) return { ...nothing, problems };
  const { instances, vcpu, memoryGiB } = tier;
  const backup =
    tier.backup !== undefined && operator.snapshotClass !== undefined && "window" in maintenance
      ? {
          schedule: backupSchedule(maintenance.window, tier.backup.everyHours),
          snapshotClass: operator.snapshotClass,
        }
      : undefined;
  const clusters = [...databaseClusters(context, { database: ordered })];
  const databases = clusters.map(([environment, cluster]): DatabasePlan => {
    return {
      environment,
      cluster,
      version: ordered.version,
      storageGiB: ordered.storageGiB,
      instances,
      vcpu,
      memoryGiB,
      spread,
      ...(nodes === "own" && { ownNodesOf: context.owner[0] }),
      operatorNamespace: operator.operator.split(":")[2] ?? "",
      ...(backup !== undefined && { backup }),
      hibernated: context.state !== "active",
    };
  });
  return { plan: { databases }, claims: claimsOf(databases, nodes), problems };
}

/** What all instances take of the cell, beside what the tier grants. */
function claimsOf(databases: readonly DatabasePlan[], nodes: PlacementFeatures["nodes"]): Claim[] {
  const sum = (of: (database: DatabasePlan) => number): number =>
    databases.reduce((all, database) => all + of(database) * database.instances, 0);
  const amounts = {
    vcpu: sum(({ vcpu }) => vcpu),
    memoryGiB: sum(({ memoryGiB }) => memoryGiB),
    storageGiB: sum(({ storageGiB }) => storageGiB),
    pods: sum(() => 1),
  };
  return capacityClaims(amounts, nodes, ["database"]);
}
