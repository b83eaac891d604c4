import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

/** What nobody needs goes by itself. */
export const bucketLifecycle: Rule = {
  id: "storage/bucket-lifecycle",
  title: "Buckets let go of what nobody needs",
  severity: "low",
  rationale:
    "Parts of uploads that were never finished stay, unseen, and are paid for; records that have expired should be gone (Amazon S3 User Guide, Managing the lifecycle of objects).",
  remediation: "Add a BucketLifecycleConfiguration for the bucket with an enabled rule that ends unfinished uploads.",
  controls: [iso27001("A.8.10"), soc2("C1.2")],
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const [configuration] = partsOfBucket(type, bucket, context);
    if (configuration === undefined) return [{ message: "The bucket should have a BucketLifecycleConfiguration." }];
    const ends = listAt(configuration.inputs, "rules").some(
      (rule) =>
        valueAt(rule, "status") === "Enabled" &&
        typeof valueAt(rule, "abortIncompleteMultipartUpload", "daysAfterInitiation") === "number",
    );
    return ends
      ? []
      : [{ property: "rules", message: "rules of the bucket's lifecycle should end unfinished uploads." }];
  },
};
