import type { Claim } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import { planStorage, type BucketPlan, type LogBucketPlan } from "../../iaas/storage/plan.ts";
import type { StorageFeatures } from "../../iaas/storage/order.ts";
import type { PartContext, PartPlan } from "../../shared/partContext.ts";
import type { BucketFeatures } from "./order.ts";

/** One bucket, decided. */
export interface StoredBucketPlan extends BucketPlan {
  /** The cheaper classes that its objects go to, with the age in days at which they do. */
  readonly transitions: BucketFeatures["lifecycle"]["transitions"];
  /** The name on S3 of the bucket that it is replicated into; absent where the tier does not replicate. */
  readonly replicaBucketName?: string;
}

/** Buckets with every name decided: fields of the bundle. */
export interface BucketsPlan {
  readonly buckets: readonly StoredBucketPlan[];
  /** Absent where the tier records no requests. */
  readonly accessLogs?: LogBucketPlan;
}

/**
 * Decides every name of buckets, their replicas and the bucket of access logs. Names are those of infrastructure's buckets.
 *
 * @param replicates whether each bucket has a replica.
 */
export function planBuckets(
  context: PartContext,
  names: readonly string[],
  { lifecycle, accessLogs }: BucketFeatures & Pick<StorageFeatures, "accessLogs">,
  replicates: boolean,
): PartPlan<BucketsPlan> {
  const { estateName, owner } = context;
  const { plan, claims, problems } = planStorage(
    context,
    { buckets: [...names], volumes: [], fileSystems: [] },
    { bucketLifecycle: { noncurrentDays: lifecycle.noncurrentDays }, ...(accessLogs !== undefined && { accessLogs }) },
  );
  const buckets = plan.buckets.map((bucket): StoredBucketPlan => {
    // Two names behind the owner's, where buckets of the tenant have one: it cannot meet any of them.
    const replica = physicalName(nameRules.s3Bucket, [estateName, ...owner, bucket.name, "replica"]);
    return { ...bucket, transitions: lifecycle.transitions, ...(replicates && { replicaBucketName: replica }) };
  });
  return {
    plan: { buckets, ...(plan.accessLogs !== undefined && { accessLogs: plan.accessLogs }) },
    claims: [...claims, ...replicaClaims(buckets)],
    problems,
  };
}

/** Replicas are buckets of the same account, whose quota counts all regions together (Amazon S3 User Guide, "Bucket quotas"). */
function replicaClaims(buckets: readonly StoredBucketPlan[]): Claim[] {
  const named = buckets.flatMap(({ replicaBucketName }, index): Claim[] => {
    if (replicaBucketName === undefined) return [];
    return [{ type: "name", scope: "s3", value: replicaBucketName, path: ["buckets", index] }];
  });
  if (named.length === 0) return [];
  return [{ type: "capacity", resource: "buckets", amount: named.length, path: ["buckets"] }, ...named];
}
