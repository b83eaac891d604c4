import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import type { utcWindow } from "../../../core/maintenance/utcWindow.ts";
import type { PartContext } from "../../shared/partContext.ts";
import { engines } from "./engines.ts";
import type { DatabaseFeatures, DatabaseOrder } from "./order.ts";

type Tier = NonNullable<DatabaseFeatures["database"]>;
type Ordered = DatabaseOrder["databases"][number];

/**
 * Everything that keeps databases from running as they are ordered; there is at least one.
 *
 * @param tier what the tier has of databases; undefined when nothing.
 * @param maintenance the window in UTC, or how long the tenant's own would have to be.
 */
export function checkDatabases(
  context: PartContext,
  order: DatabaseOrder,
  tier: Tier | undefined,
  dataSubnets: boolean,
  maintenance: ReturnType<typeof utcWindow>,
): PlanProblem[] {
  const path = ["databases"];
  const { databases } = order;
  const problems = databases.flatMap((database, index) => [
    ...checkName(databases, index),
    ...checkStorage(database, index),
    ...(tier === undefined ? [] : checkSize(database, index, tier)),
  ]);
  if (tier === undefined) {
    const message = "The tier has no databases.";
    return [...problems, { concern: "tier", path, message, fix: "Choose a tier with databases, or order none." }];
  }
  if (!dataSubnets || context.zones.length < 2) {
    const zones = context.zones.length === 1 ? "one zone" : `${String(context.zones.length)} zones`;
    problems.push({
      concern: "tier",
      path,
      message: `Databases need subnets for data in two zones, and the tier spans ${zones} ${dataSubnets ? "with" : "without"} such subnets.`,
      fix: "Choose a tier with data subnets over two zones or more, or an add-on with a further zone, or order no databases.",
    });
  }
  if ("neededMinutes" in maintenance) {
    const { window, timeZone } = context.maintenance;
    problems.push({
      concern: "tier",
      path,
      message: `In UTC, which databases are maintained by, too little of the maintenance window ${window} (${timeZone}) is the same in summer and in winter.`,
      allowed: `windows of at least ${String(maintenance.neededMinutes)} minutes in this time zone`,
      fix: "Make maintenance.window longer.",
    });
  }
  return problems;
}

function checkName(databases: readonly Ordered[], index: number): PlanProblem[] {
  const { name = "" } = databases[index] ?? {};
  if (databases.findIndex((other) => other.name === name) === index) return [];
  return [
    {
      concern: "name",
      path: ["databases", index, "name"],
      message: `The database "${name}" is ordered twice.`,
      fix: "Remove one of the two, or give it another name.",
    },
  ];
}

function checkStorage({ storageGiB, maximumStorageGiB }: Ordered, index: number): PlanProblem[] {
  if (maximumStorageGiB === undefined || maximumStorageGiB > storageGiB) return [];
  return [
    {
      concern: "tier",
      path: ["databases", index, "maximumStorageGiB"],
      message: `The storage may grow to ${String(maximumStorageGiB)} GiB and begins with ${String(storageGiB)} GiB.`,
      allowed: `more than ${String(storageGiB)}`,
      fix: "Raise it, or leave it out: then the storage does not grow by itself.",
    },
  ];
}

/**
 * Classes that MySQL has no Database Insights on (Amazon RDS User Guide, "DB engine, Region, and instance class support for Database
 * Insights").
 */
const withoutInsights = /^db\.(?:t2|t3|t4g)\.(?:micro|small)$/;

function checkSize({ name, engine, size }: Ordered, index: number, { sizes, insights }: Tier): PlanProblem[] {
  const at = { concern: "tier", path: ["databases", index, "size"] } as const;
  const found = Object.hasOwn(sizes, size) ? sizes[size] : undefined;
  if (found === undefined) {
    const fix = didYouMean(size, Object.keys(sizes)) ?? "Choose one of these.";
    const allowed = Object.keys(sizes).join(", ");
    return [{ ...at, message: `The tier has no databases of the size "${size}".`, allowed, fix }];
  }
  if (insights === undefined || engines[engine].engine !== "mysql" || !withoutInsights.test(found.instanceType))
    return [];
  return [
    {
      ...at,
      message: `The database "${name}" of the size "${size}" (${found.instanceType}) cannot record its load, as the tier has it: AWS does not offer that with MySQL on so small a machine.`,
      fix: "Choose a larger size, or PostgreSQL.",
    },
  ];
}
