import type { Claim, PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { beginningOf, laterWindow, parseWindow } from "../../../core/maintenance/weekWindow.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { ownTagsOf, type OwnTags } from "../../shared/tagFilter.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { BackupFeatures } from "./order.ts";

type Tier = NonNullable<BackupFeatures["backup"]>;

/** The vault in the other region, and for how long copies are kept in it. */
export interface BackupCopyPlan {
  readonly region: string;
  readonly vaultName: string;
  /** For how many days each copy is kept; absent where nothing is copied any more, or not yet. */
  readonly retentionDays?: number;
}

/** Backups of a subscription, decided. */
export interface BackupPlan {
  /** The account that the role is for. */
  readonly accountId: string;
  readonly vaultName: string;
  readonly planName: string;
  /** The role that backs up. */
  readonly roleName: string;
  /** The role that whoever restores something chooses. */
  readonly restoreRoleName: string;
  /** How often; the rule's name. */
  readonly scheduleName: Tier["schedule"];
  /** When, by the clock of the time zone: `cron(0 6 * * ? *)`. */
  readonly schedule: string;
  readonly timeZone: string;
  /** Within how many minutes after that AWS has to begin. */
  readonly startWindowMinutes: number;
  readonly retentionDays: number;
  /** After how many days a backup becomes cold; absent where none does. */
  readonly coldAfterDays?: number;
  /** Where copies are; absent where the cell has no region for them that the tenant's data may be in. */
  readonly copy?: BackupCopyPlan;
  /** The tags that together say what is backed up. */
  readonly ownTags: OwnTags;
}

/** Minutes between the end of the maintenance window and backups: a database's own daily one comes first, and AWS wants an hour. */
const afterMaintenance = 120;

const hoursBetween = { "every-4-hours": 4, "every-12-hours": 12 } as const;

/**
 * Decides when, where and for how long a subscription is backed up; nothing where the tier has no backups.
 *
 * Backups begin two hours after the tenant's maintenance window ends, by the tenant's own clock, so at the hour when the tenant has
 * least to do. On a day without that hour, because clocks were put forward, AWS may leave one out.
 *
 * The vault for copies is there wherever the cell has a region for it that the tenant's data may be in, whether the tier copies or
 * not: AWS deletes no vault with backups in it, so a move to a tier without copies could not take it away.
 */
export function planBackup(
  context: PartContext,
  { backup: tier }: BackupFeatures,
): PartPlan<{ readonly backup?: BackupPlan }> {
  if (tier === undefined) return { plan: {}, claims: [], problems: [] };
  const problem = tier.copy === undefined ? undefined : checkCopyRegion(context);
  if (problem !== undefined) return { plan: {}, claims: [], problems: [problem] };
  const { owner, cell, maintenance } = context;
  const vaultName = physicalName(nameRules.backupVault, owner);
  const { copyRegion: region } = cell;
  const hasCopies = region !== undefined && checkCopyRegion(context) === undefined;
  const backup: BackupPlan = {
    accountId: cell.accountId,
    vaultName,
    planName: physicalName(nameRules.backupPlan, owner),
    roleName: physicalName(nameRules.iamRole, [...owner, "backup"]),
    restoreRoleName: physicalName(nameRules.iamRole, [...owner, "restore"]),
    scheduleName: tier.schedule,
    schedule: cronOf(tier.schedule, maintenance.window),
    timeZone: maintenance.timeZone,
    // Eight hours are what AWS takes by itself; of short intervals it is an hour, which is the least.
    startWindowMinutes: tier.schedule === "hourly" || tier.schedule === "every-4-hours" ? 60 : 480,
    retentionDays: tier.retentionDays,
    ...(tier.coldAfterDays !== undefined && { coldAfterDays: tier.coldAfterDays }),
    ...(hasCopies && { copy: { region, vaultName, ...tier.copy } }),
    ownTags: ownTagsOf(owner),
  };
  // Whether it is asked for or not, the tier brings it with it: the order as a whole takes the place.
  const claims: Claim[] = [{ type: "capacity", resource: "backupVaults", amount: 1, path: [] }];
  return { plan: { backup }, claims, problems: [] };
}

/**
 * AWS' six fields: minutes, hours, day of the month, month, day of the week, year (Amazon EventBridge User Guide, "Cron
 * expressions").
 */
function cronOf(schedule: Tier["schedule"], window: string): string {
  const local = parseWindow(window);
  const { day, hour, minute } = beginningOf(laterWindow(local, local.minutes + afterMaintenance, 0));
  const at = `cron(${String(minute)}`;
  switch (schedule) {
    case "hourly":
      return `${at} * * * ? *)`;
    case "every-4-hours":
    case "every-12-hours": {
      const step = hoursBetween[schedule];
      const hours = Array.from({ length: 24 / step }, (_, index) => (hour % step) + index * step);
      return `${at} ${hours.join(",")} * * ? *)`;
    }
    case "daily":
      return `${at} ${String(hour)} * * ? *)`;
    case "weekly":
      return `${at} ${String(hour)} ? * ${day.toUpperCase()} *)`;
  }
}

/** Why the cell has no place for copies of the tenant's data. */
function checkCopyRegion({ cell, residency }: PartContext): PlanProblem | undefined {
  const at = { concern: "cell", path: [] } as const;
  const { id, region, copyRegion } = cell;
  if (copyRegion === undefined || copyRegion === region) {
    const which = copyRegion === undefined ? "has no region for them" : `has its own, ${region}, for them`;
    return {
      ...at,
      message: `The tier copies backups into another region, and the cell "${id}" ${which}.`,
      fix: "Set the cell's copyRegion, or choose a cell that has one.",
    };
  }
  if (residency === undefined || residency.regions.includes(copyRegion)) return undefined;
  return {
    ...at,
    message: `The tier copies backups into ${copyRegion}, the copyRegion of the cell "${id}", where data of this tenant may not be: it has to stay under the jurisdiction "${residency.jurisdiction}".`,
    allowed: residency.regions.join(", "),
    fix: "Choose a cell with a copyRegion among these, or a tier without copies.",
  };
}
