import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

/** Nobody can hold a bucket to ransom by a key of theirs. */
export const bucketNoCustomerKeys: Rule = {
  id: "storage/bucket-no-customer-keys",
  title: "Buckets take no keys with requests",
  severity: "medium",
  rationale:
    "A key that comes with the request is kept nowhere: whoever steals access can encrypt everything with one and sell it back (Amazon S3 User Guide, Blocking or unblocking SSE-C for a general purpose bucket).",
  remediation: "Add SSE-C to blockedEncryptionTypes of the bucket's encryption.",
  controls: [iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const [configuration] = partsOfBucket(type, bucket, context);
    // That there is none is for storage/bucket-encrypted to say.
    if (configuration === undefined) return notApplicable;
    const rules = listAt(configuration.inputs, "rules");
    const property = "rules.blockedEncryptionTypes";
    return rules.length > 0 && rules.every((rule) => listAt(rule, "blockedEncryptionTypes").includes("SSE-C"))
      ? []
      : [{ property, message: `${property} of the bucket's encryption should have SSE-C.` }];
  },
};
