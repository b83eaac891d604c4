import { listAt, valueAt } from "../../properties.ts";
import type { Rule } from "../../rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

const algorithms: readonly unknown[] = ["aws:kms", "aws:kms:dsse"];
const property = "rules.applyServerSideEncryptionByDefault.sseAlgorithm";

/** Objects are encrypted with keys whose use is recorded. */
export const bucketEncrypted: Rule = {
  id: "storage/bucket-encrypted",
  title: "Buckets encrypt with KMS",
  severity: "high",
  rationale: "With KMS every use of the key is recorded and can be refused; with S3's own keys it is not.",
  remediation: "Add a BucketServerSideEncryptionConfiguration for the bucket with the algorithm aws:kms.",
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const [configuration] = partsOfBucket(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      bucket,
      context,
    );
    if (configuration === undefined) {
      return [{ message: "The bucket should have a BucketServerSideEncryptionConfiguration." }];
    }
    const rules = listAt(configuration.inputs, "rules");
    const encrypted = rules.some((rule) =>
      algorithms.includes(valueAt(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm")),
    );
    return encrypted
      ? []
      : [{ property, message: `${property} of the bucket's encryption should be a KMS algorithm.` }];
  },
};
