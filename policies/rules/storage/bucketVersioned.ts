import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

/** What is overwritten or deleted can be brought back. */
export const bucketVersioned: Rule = {
  id: "storage/bucket-versioned",
  title: "Buckets keep versions",
  severity: "medium",
  rationale:
    "What is overwritten or deleted, by mistake or by somebody who wants a ransom, can be brought back while its versions are kept (Amazon S3 User Guide, Retaining multiple versions of objects with S3 Versioning).",
  remediation: "Add a BucketVersioning for the bucket with the status Enabled.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: [bucketType],
  looksAt: "stack",
  check(bucket, context) {
    const [versioning] = partsOfBucket("aws:s3/bucketVersioning:BucketVersioning", bucket, context);
    if (versioning === undefined) return [{ message: "The bucket should have a BucketVersioning." }];
    const property = "versioningConfiguration.status";
    return valueAt(versioning.inputs, "versioningConfiguration", "status") === "Enabled"
      ? []
      : [{ property, message: `${property} of the bucket's versioning should be Enabled.` }];
  },
};
