import type { PlanProblem, Claim } from "../../../core/kinds/serviceKind.ts";
import { nameRules } from "../../../core/names/nameRules.ts";
import { physicalName } from "../../../core/names/names.ts";
import type { PartContext, PartPlan } from "../partContext.ts";
import type { StorageOrder } from "./order.ts";

/** One bucket, decided. */
export interface BucketPlan {
  /** The name in the manifest. */
  readonly name: string;
  /** The name on S3, unique in the world. */
  readonly bucketName: string;
}

/** Storage with every name decided: fields of the bundle. */
export interface StoragePlan {
  readonly buckets: readonly BucketPlan[];
}

/** Decides every name of what is stored in. */
export function planStorage({ estateName, owner }: PartContext, order: StorageOrder): PartPlan<StoragePlan> {
  const problems = order.buckets.flatMap((bucket, index): PlanProblem[] => {
    if (order.buckets.indexOf(bucket) === index) return [];
    return [
      {
        concern: "name",
        path: ["buckets", index],
        message: `The bucket "${bucket}" is ordered twice.`,
        fix: "Remove one of the two.",
      },
    ];
  });
  const buckets = order.buckets.map((name) => ({
    name,
    bucketName: physicalName(nameRules.s3Bucket, [estateName, ...owner, name]),
  }));
  const claims: Claim[] = [
    { type: "capacity", resource: "buckets", amount: buckets.length, path: ["buckets"] },
    ...buckets.map(({ bucketName }, index): Claim => {
      return { type: "name", scope: "s3", value: bucketName, path: ["buckets", index] };
    }),
  ];
  return { plan: { buckets }, claims, problems };
}
