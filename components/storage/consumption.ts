import type { Consumption, Usage } from "../../core/kinds/consumption.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { foundationConsumption } from "../foundation/consumption.ts";
import { logBucketConsumption } from "../iaas/storage/consumption.ts";
import { assumed, charge, charged, free } from "../shared/consumed.ts";
import { exactly } from "../shared/quantities.ts";
import { storageAssumptions } from "./assumptions.ts";
import { bucketConsumption, replicaConsumption } from "./buckets/consumption.ts";
import type { StorageBundlePlan } from "./bundle.ts";

/** No machine runs, so nothing is assumed of logs of machines. */
const noMachines = { machineLogGib: exactly(0), storedLogPercent: exactly(0) };

/** What a subscription of object storage uses in a month, part by part. */
export function consumption(bundle: Json, usage: Usage): Consumption[] {
  const plan = bundle as unknown as StorageBundlePlan;
  const use = assumed(storageAssumptions, usage);
  const { foundation, buckets, accessLogs, replication } = plan;
  return [
    ...foundationConsumption(foundation, exactly(0), { ...use, ...noMachines }),
    ...buckets.flatMap((bucket) => bucketConsumption(bucket, use)),
    ...logBucketConsumption(
      { buckets, volumes: [], fileSystems: [], ...(accessLogs !== undefined && { accessLogs }) },
      { loadBalancers: 0 },
      use,
    ),
    ...(replication === undefined ? [] : buckets.flatMap((bucket) => replicaConsumption(bucket, replication, use))),
    ...accessConsumption(plan),
    ...quotaConsumption(plan),
  ];
}

/** Roles and access points, and the role that replicates: nothing that is paid for. */
function accessConsumption({ buckets, roles, accessPoints, replication }: StorageBundlePlan): Consumption[] {
  const direct = buckets.length === 0 ? 0 : roles.filter(({ byAccessPoints }) => !byAccessPoints).length;
  const replicating = replication === undefined || buckets.length === 0 ? 0 : 1;
  const iam = "AWS charges nothing for IAM.";
  return [
    ...free("access", iam, { "aws:iam/role:Role": roles.length, "aws:iam/rolePolicy:RolePolicy": direct }),
    ...free("access", "AWS charges for requests, by whatever way they come.", {
      "aws:s3/accessPoint:AccessPoint": accessPoints.length,
    }),
    ...free("replication", iam, { "aws:iam/role:Role": replicating, "aws:iam/rolePolicy:RolePolicy": replicating }),
  ];
}

/** Two budgets of an account may have actions for nothing, every other costs by the day (AWS Budgets pricing). */
function quotaConsumption({ writeStop }: StorageBundlePlan): Consumption[] {
  if (writeStop === undefined) return [];
  return [
    ...charged("quota", "aws:budgets/budgetAction:BudgetAction", 1, [
      charge("aws.budgets.actions.month", "month", { low: 0, expected: 1, high: 1 }),
    ]),
    ...free("quota", "AWS charges nothing for IAM.", {
      "aws:iam/policy:Policy": 2,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment": 1,
    }),
  ];
}
