import { cisAws, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** No bucket can be opened to the public, whatever its policy or lists say. */
export const bucketPublicAccessBlocked: Rule = {
  id: "storage/bucket-public-access-blocked",
  title: "Buckets block public access",
  severity: "critical",
  rationale: "A later bucket policy or access control list cannot open a bucket whose public access is blocked.",
  remediation: "Add a BucketPublicAccessBlock for the bucket with all four settings true.",
  controls: [cisAws("2.1.4"), soc2("CC6.6")],
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const [block] = partsOfBucket("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", bucket, context);
    if (block === undefined) return [{ message: "The bucket should have a BucketPublicAccessBlock." }];
    return settings
      .filter((setting) => valueAt(block.inputs, setting) !== true)
      .map((property) => ({ property, message: `${property} of the bucket's public access block should be true.` }));
  },
};
