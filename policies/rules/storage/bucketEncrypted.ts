import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket, policyOfBucket } from "./partsOfBucket.ts";

const algorithms: readonly unknown[] = ["aws:kms", "aws:kms:dsse"];

/**
 * Services that record requests and write to buckets with S3's own keys alone (Elastic Load Balancing, "Enable access logs for your
 * Application Load Balancer"; Amazon S3 User Guide, "Enabling Amazon S3 server access logging").
 */
const recorders: readonly unknown[] = ["logdelivery.elasticloadbalancing.amazonaws.com", "logging.s3.amazonaws.com"];

const property = "rules.applyServerSideEncryptionByDefault.sseAlgorithm";

/** Objects are encrypted with keys whose use is recorded; records of requests are, where AWS can. */
export const bucketEncrypted: Rule = {
  id: "storage/bucket-encrypted",
  title: "Buckets encrypt with KMS",
  severity: "high",
  rationale: "With KMS every use of the key is recorded and can be refused; with S3's own keys it is not.",
  remediation: "Add a BucketServerSideEncryptionConfiguration for the bucket with the algorithm aws:kms.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
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
    const holdsRecords = policyOfBucket(bucket, context)?.some(letsRecord) === true;
    const accepted = holdsRecords ? [...algorithms, "AES256"] : algorithms;
    const encrypted = rules.some((rule) =>
      accepted.includes(valueAt(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm")),
    );
    return encrypted
      ? []
      : [{ property, message: `${property} of the bucket's encryption should be a KMS algorithm.` }];
  },
};

/** True for a statement by which a service may write records of requests. */
function letsRecord(statement: unknown): boolean {
  const services = oneOrMany(valueAt(statement, "Principal", "Service"));
  return valueAt(statement, "Effect") === "Allow" && services.some((service) => recorders.includes(service));
}
