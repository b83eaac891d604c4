import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import type { utcWindow } from "../../../core/maintenance/utcWindow.ts";
import { orderedTwice } from "../../shared/orderedTwice.ts";
import { unknownEnvironment } from "../environment/unknownEnvironment.ts";
import type { EnvironmentPartContext } from "../partContext.ts";
import type { DatabaseFeatures, DatabaseOrder } from "./order.ts";

type Tier = NonNullable<DatabaseFeatures["database"]>;

const path = ["database"];

/**
 * Everything that keeps an ordered database from running as the tier has it.
 *
 * @param tier what the tier has of databases; undefined when nothing.
 * @param maintenance the window in UTC, or how long the tenant's own would have to be.
 */
export function checkDatabase(
  context: EnvironmentPartContext,
  ordered: NonNullable<DatabaseOrder["database"]>,
  tier: Tier | undefined,
  maintenance: ReturnType<typeof utcWindow>,
): PlanProblem[] {
  return [
    ...checkEnvironments(context, ordered.environments ?? []),
    ...checkTier(tier),
    ...checkCell(context, tier),
    ...(tier?.backup === undefined ? [] : checkWindow(context, maintenance)),
  ];
}

function checkEnvironments(context: EnvironmentPartContext, names: readonly string[]): PlanProblem[] {
  const known = context.environments.map(({ name }) => name);
  const unknown = names.flatMap((name, index) => unknownEnvironment(name, known, [...path, "environments", index]));
  return [...orderedTwice(names, [...path, "environments"], "environment"), ...unknown];
}

function checkTier(tier: Tier | undefined): PlanProblem[] {
  if (tier !== undefined) return [];
  const fix = "Choose a tier with a database, or order none.";
  return [{ concern: "tier", path, message: "The tier has no database.", fix }];
}

function checkCell({ cell }: EnvironmentPartContext, tier: Tier | undefined): PlanProblem[] {
  const missing = [
    ...(cell.databases === undefined ? ["has no operator of databases (databases)"] : []),
    ...(cell.volumes === undefined ? ["does not say how volumes are made (volumes)"] : []),
    ...(tier?.backup !== undefined && cell.databases !== undefined && cell.databases.snapshotClass === undefined
      ? ["has no class of snapshots (databases.snapshotClass), which the tier's backups need"]
      : []),
  ];
  const fix = "Choose another cell, or set it where the cluster has it, or order no database.";
  return missing.map((what) => ({ concern: "cell", path, message: `The cell "${cell.id}" ${what}.`, fix }));
}

function checkWindow(
  { maintenance: { window, timeZone } }: EnvironmentPartContext,
  maintenance: ReturnType<typeof utcWindow>,
): PlanProblem[] {
  if (!("neededMinutes" in maintenance)) return [];
  return [
    {
      concern: "tier",
      path,
      message: `In UTC, which backups are scheduled by, too little of the maintenance window ${window} (${timeZone}) is the same in summer and in winter.`,
      allowed: `windows of at least ${String(maintenance.neededMinutes)} minutes in this time zone`,
      fix: "Make maintenance.window longer.",
    },
  ];
}
