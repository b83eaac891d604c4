import { nameRules } from "../../core/names/nameRules.ts";
import { commonBeginning } from "../../core/names/names.ts";
import type { FoundationFeatures } from "../foundation/order.ts";
import { planFoundation, type FoundationPlan } from "../foundation/plan.ts";
import type { PartContext, PartPlan } from "../shared/partContext.ts";
import type { QuotaFeatures } from "./quota/order.ts";

/**
 * What a subscription of object storage stands on: a key that S3 alone uses, the quota as a budget that tells before it is reached, and
 * a boundary within which access points are reached.
 *
 * @param copyRegion the region that buckets are replicated into; undefined where they are not.
 */
export function planStorageFoundation(
  context: PartContext,
  { dedicatedKey, quota }: Pick<FoundationFeatures, "dedicatedKey"> & QuotaFeatures,
  copyRegion: string | undefined,
): PartPlan<FoundationPlan> {
  const budget = quota && { monthlyUsd: quota.monthlyUsd, thresholds: quota.alarmPercents };
  const planned = planFoundation(context, { dedicatedKey, ...(budget !== undefined && { budget }) }, copyRegion);
  const { boundary, key } = planned.plan;
  const { cell, owner } = context;
  const { beginning } = commonBeginning(nameRules.s3AccessPoint, [owner[0]]);
  const accessPointArns = `arn:aws:s3:${cell.region}:${cell.accountId}:accesspoint/${beginning}*`;
  return {
    ...planned,
    plan: {
      ...planned.plan,
      boundary: { ...boundary, accessPointArns },
      ...(key !== undefined && { key: { ...key, services: ["s3"], logGroups: [] } }),
    },
  };
}
