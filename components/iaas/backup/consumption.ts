import { hoursPerMonth, type Charge, type Consumption, type Range } from "../../../core/kinds/consumption.ts";
import { charge, charged, free } from "../../shared/consumed.ts";
import { dividedBy, keptBackups, percentOf, plus, times } from "../../shared/quantities.ts";
import type { IaasUse } from "../assumptions.ts";
import type { BackupPlan } from "./plan.ts";

/** What there is to back up, in GiB, by what AWS Backup tells apart. */
export interface BackedUp {
  /** Disks as large as they are, however much is on them. */
  readonly disks: Range;
  /** Databases as large as they are. */
  readonly databases: Range;
  /** What is in file systems. */
  readonly fileSystems: Range;
  /** What is in buckets. */
  readonly buckets: Range;
}

/** What backups use in a month; nothing where there are none. */
export function backupConsumption(backup: BackupPlan | undefined, things: BackedUp, use: IaasUse): Consumption[] {
  if (backup === undefined) return [];
  const part = "backups";
  const { retentionDays, coldAfterDays, copy } = backup;
  const whole = { ...things, disks: percentOf(use.filledPercent, things.disks) };
  const filled = { ...whole, databases: percentOf(use.filledPercent, things.databases) };
  const copied = copy?.retentionDays;
  return [
    ...charged(part, "aws:backup/vault:Vault", 1, [
      ...kept(filled, use.changedPercent, retentionDays, coldAfterDays),
      ...(copied === undefined ? [] : [charge("aws.transfer.betweenRegions.gib", "gib", changed(filled, use))]),
    ]),
    ...(copy === undefined
      ? []
      : copied === undefined
        ? free(`copies in ${copy.region}`, "AWS charges for what a vault keeps, and nothing is copied into this one.", {
            "aws:backup/vault:Vault": 1,
          })
        : charged(
            `copies in ${copy.region}`,
            "aws:backup/vault:Vault",
            1,
            kept(filled, use.changedPercent, copied, undefined, copy.region),
          )),
    ...free(part, "AWS charges for what is kept, not for saying what.", {
      "aws:backup/vaultPolicy:VaultPolicy": copy === undefined ? 1 : 2,
      "aws:backup/plan:Plan": 1,
      "aws:backup/selection:Selection": 1,
    }),
    ...free(part, "AWS charges nothing for IAM.", {
      "aws:iam/role:Role": 2,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 4,
    }),
  ];
}

/** What backups of these days keep. Of what there is, file systems alone are kept cold. */
function kept(
  filled: BackedUp,
  changedPercent: Range,
  retentionDays: number,
  coldAfterDays = retentionDays,
  region?: string,
): Charge[] {
  const of = (whole: Range, days: number): Range => keptBackups(whole, changedPercent, days);
  const stored = (rate: string, quantity: Range): Charge =>
    charge(`aws.backup.${rate}.gibMonth`, "gibMonth", quantity, region);
  const cold = times(percentOf(changedPercent, filled.fileSystems), retentionDays - coldAfterDays);
  return [
    stored("ebs", of(filled.disks, retentionDays)),
    stored("rds", of(filled.databases, retentionDays)),
    stored("s3", of(filled.buckets, retentionDays)),
    stored("efs.warm", of(filled.fileSystems, coldAfterDays)),
    ...(coldAfterDays < retentionDays ? [stored("efs.cold", cold)] : []),
  ];
}

/** What a month's copies carry into the other region: what has changed. */
function changed({ disks, databases, fileSystems, buckets }: BackedUp, use: IaasUse): Range {
  const daily = percentOf(use.changedPercent, plus(disks, databases, fileSystems, buckets));
  return dividedBy(times(daily, hoursPerMonth), 24);
}
