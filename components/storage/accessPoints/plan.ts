import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { RoleOrder } from "../access/order.ts";
import { roleNameOf } from "../access/plan.ts";
import { checkAccessPoints } from "./check.ts";
import type { AccessPointOrder } from "./order.ts";

/** One access point, decided. */
export interface AccessPointPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name on S3, unique in the account and region. */
  readonly accessPointName: string;
  readonly arn: string;
  /** The bucket that it leads to, by its name in the manifest. */
  readonly bucket: string;
  /** What the names of objects begin with that are reached by it; all when absent. */
  readonly prefix?: string;
  /** The only VPC that it answers in; any network when absent. */
  readonly vpcId?: string;
  /** The roles that read. */
  readonly readerArns: readonly string[];
  /** The roles that read and write. */
  readonly writerArns: readonly string[];
}

/** Decides every name of access points, and who comes by them. There are none unless the tenant is active. */
export function planAccessPoints(
  context: PartContext,
  { buckets, roles, accessPoints }: AccessPointOrder & { readonly buckets: readonly string[] } & RoleOrder,
): PartPlan<readonly AccessPointPlan[]> {
  const problems = checkAccessPoints(buckets, roles, accessPoints);
  const { owner, cell, state } = context;
  const arnsOf = (names: readonly string[], right: "read" | "write"): string[] =>
    roles
      .filter((role) => names.includes(role.name) && role.right === right)
      .map(({ name }) => `arn:aws:iam::${cell.accountId}:role/${roleNameOf(owner, name)}`);
  const plan = accessPoints.map(({ name, bucket, roles: named, prefix, vpcId }): AccessPointPlan => {
    const accessPointName = physicalName(nameRules.s3AccessPoint, [...owner, name]);
    return {
      name,
      accessPointName,
      arn: `arn:aws:s3:${cell.region}:${cell.accountId}:accesspoint/${accessPointName}`,
      bucket,
      ...(prefix !== undefined && { prefix }),
      ...(vpcId !== undefined && { vpcId }),
      readerArns: arnsOf(named, "read"),
      writerArns: arnsOf(named, "write"),
    };
  });
  return { plan: state === "active" ? plan : [], claims: [], problems };
}
