import type { Charge, Consumption, Range } from "../../../core/kinds/consumption.ts";
import { charge, charged, free, hourly } from "../../shared/consumed.ts";
import { logCharges } from "../../shared/logCharges.ts";
import { beyond, exactly, keptBackups, percentOf, times } from "../../shared/quantities.ts";
import type { IaasUse } from "../assumptions.ts";
import type { NetworkPlan } from "../network/plan.ts";
import { engines } from "./engines.ts";
import type { DatabasePlan, DatabasesPlan } from "./plan.ts";

/** What databases use in a month. Those of a tenant that is suspended run on. */
export function databaseConsumption(
  { databases }: DatabasesPlan,
  { subnets }: NetworkPlan,
  use: IaasUse,
): Consumption[] {
  const clients = subnets.filter(({ role }) => role === "private").length;
  return databases.flatMap((database): Consumption[] => {
    const part = `database "${database.name}"`;
    const { logs } = engines[database.engine];
    const { logRetentionDays: days } = database;
    const logGroups = days === undefined ? 0 : logs.length;
    return [
      ...charged(part, "aws:rds/instance:Instance", 1, instanceCharges(database, use)),
      ...charged(
        `logs of ${part}`,
        "aws:cloudwatch/logGroup:LogGroup",
        logGroups,
        logCharges("custom", times(use.databaseLogGib, logGroups), days ?? 0, use.storedLogPercent),
      ),
      ...free(part, "AWS charges for the database, not for its groups.", {
        "aws:rds/subnetGroup:SubnetGroup": 1,
        "aws:rds/parameterGroup:ParameterGroup": 1,
      }),
      ...free(part, "AWS charges nothing for security groups.", {
        "aws:ec2/securityGroup:SecurityGroup": 1,
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": database.reachable ? clients : 0,
      }),
    ];
  });
}

function instanceCharges(database: DatabasePlan, use: IaasUse): Charge[] {
  const { engine: ordered, instanceType, multiZone, insights } = database;
  const { engine } = engines[ordered];
  const zones = multiZone ? "multi" : "single";
  const [, family = ""] = instanceType.split(".");
  return [
    hourly(`aws.rds.instance.${engine}.${instanceType}.${zones}.hour`, exactly(1)),
    ...(family.startsWith("t")
      ? [charge(`aws.rds.surplusCpu.${family}.hour`, "hour", use.databaseSurplusCpuHours)]
      : []),
    charge(`aws.rds.gp3.${zones}.gibMonth`, "gibMonth", storageOf(database)),
    charge("aws.rds.backup.gibMonth", "gibMonth", ownBackups(database, use)),
    // By processors, which the class has: a rate a class keeps them out of here.
    ...(insights === "advanced" ? [hourly(`aws.rds.insights.advanced.${instanceType}.hour`, exactly(1))] : []),
    // AWS keeps the master user's password in a secret.
    charge("aws.secretsmanager.secret.month", "month", exactly(1)),
  ];
}

/** What is ordered, and where storage grows by itself, at most what it may grow to. */
export function storageOf({ storageGiB, maximumStorageGiB = storageGiB }: DatabasePlan): Range {
  return { low: storageGiB, expected: storageGiB, high: Math.max(storageGiB, maximumStorageGiB) };
}

/** As much as the database's storage is included in its price (Amazon RDS pricing, "Backup storage"). */
function ownBackups(database: DatabasePlan, use: IaasUse): Range {
  const storage = storageOf(database);
  const filled = percentOf(use.filledPercent, storage);
  return beyond(keptBackups(filled, use.changedPercent, database.backupRetentionDays), storage);
}
