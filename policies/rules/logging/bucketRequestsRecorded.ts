import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, listAt, valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import { notApplicable, type Rule, type RuleContext } from "../../../core/policies/rule.ts";

const loggingType = "aws:s3/bucketLogging:BucketLogging";
const subscriptionTag = "tenantry:subscription";

/** No bucket is left out when requests are recorded. */
export const bucketRequestsRecorded: Rule = {
  id: "logging/bucket-requests-recorded",
  title: "Requests to buckets are recorded, or to none of a subscription's",
  severity: "medium",
  rationale:
    "A bucket that was forgotten when its neighbours' requests were put on record is the one that an investigation finds nothing about (AWS Security Hub, S3.9).",
  remediation: "Add a BucketLogging for the bucket, into the bucket that keeps the others' records.",
  controls: [iso27001("A.8.15"), soc2("CC7.2")],
  resourceTypes: ["aws:s3/bucket:Bucket"],
  looksAt: "stack",
  check({ inputs }, context) {
    const name = valueAt(inputs, "bucket");
    if (!isText(name)) return notApplicable;
    const [logging] = related(context, loggingType, "bucket", name);
    if (logging !== undefined) {
      return valueAt(logging.inputs, "targetBucket") === name
        ? [{ property: "targetBucket", message: "targetBucket of the bucket's logging should be another bucket." }]
        : [];
    }
    const keepsRecords = related(context, loggingType, "targetBucket", name).length > 0;
    if (keepsRecords || isReplica(name, context) || !isRecording(valueAt(inputs, "tags", subscriptionTag), context))
      return notApplicable;
    return [{ message: "The bucket should have a BucketLogging, as others of its subscription have." }];
  },
};

/** Whether other buckets are replicated into this one: S3 alone writes into it, and may keep its records in no other region. */
function isReplica(name: string, context: RuleContext): boolean {
  return context
    .ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig")
    .flatMap(({ inputs }) => listAt(inputs, "rules"))
    .some((rule) => valueAt(rule, "destination", "bucket") === `arn:aws:s3:::${name}`);
}

/** Whether requests to any bucket of the subscription are recorded. */
function isRecording(subscription: unknown, context: RuleContext): boolean {
  return context
    .ofType(loggingType)
    .flatMap((logging) => related(context, "aws:s3/bucket:Bucket", "bucket", valueAt(logging.inputs, "bucket")))
    .some((bucket) => valueAt(bucket.inputs, "tags", subscriptionTag) === subscription);
}
