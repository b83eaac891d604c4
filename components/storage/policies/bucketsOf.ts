import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { OfType } from "../../../core/policies/subscriptions.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";

/** The buckets of a subscription, by what they are for. */
export interface SubscriptionBuckets {
  /** Those that the customer has ordered. */
  readonly ordered: readonly RenderedResource[];
  /** Those that others are replicated into. */
  readonly replicas: readonly RenderedResource[];
}

/** Tells the buckets of a subscription apart: replicas are what is replicated into, and the one of records is what is logged into. */
export function bucketsOf(ofType: OfType): SubscriptionBuckets {
  const buckets = ofType("aws:s3/bucket:Bucket");
  const logged = new Set(
    ofType("aws:s3/bucketLogging:BucketLogging").map(({ inputs }) => valueAt(inputs, "targetBucket")),
  );
  const replicated = new Set(
    ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig").flatMap(({ inputs }) =>
      listAt(inputs, "rules").map((rule) => valueAt(rule, "destination", "bucket")),
    ),
  );
  const isReplica = ({ inputs }: RenderedResource): boolean =>
    replicated.has(`arn:aws:s3:::${String(valueAt(inputs, "bucket"))}`);
  return {
    ordered: buckets.filter((bucket) => !isReplica(bucket) && !logged.has(valueAt(bucket.inputs, "bucket"))),
    replicas: buckets.filter(isReplica),
  };
}

/** The one resource of a type that configures a bucket; undefined where there is none. */
export function settingOf(ofType: OfType, type: string, bucket: RenderedResource): RenderedResource | undefined {
  const name = valueAt(bucket.inputs, "bucket");
  return ofType(type).find(({ inputs }) => valueAt(inputs, "bucket") === name);
}
