import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType, partsOfBucket } from "./partsOfBucket.ts";

/** Who may reach a bucket is in its policy alone. */
export const bucketOwnerEnforced: Rule = {
  id: "storage/bucket-owner-enforced",
  title: "Buckets have no access control lists",
  severity: "medium",
  rationale:
    "Access control lists are a second way to let somebody in that no policy tells of; with the owner enforced they count for nothing (AWS Security Hub, S3.12).",
  remediation: "Add a BucketOwnershipControls for the bucket with BucketOwnerEnforced, and remove lists.",
  controls: [iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: [bucketType, "aws:s3/bucketAcl:BucketAcl"],
  looksAt: "stack",
  check(resource, context) {
    if (resource.type !== bucketType) return [{ message: "The stack should have no access control list of a bucket." }];
    const [controls] = partsOfBucket("aws:s3/bucketOwnershipControls:BucketOwnershipControls", resource, context);
    if (controls === undefined) return [{ message: "The bucket should have a BucketOwnershipControls." }];
    const property = "rule.objectOwnership";
    return valueAt(controls.inputs, "rule", "objectOwnership") === "BucketOwnerEnforced"
      ? []
      : [{ property, message: `${property} of the bucket's ownership should be BucketOwnerEnforced.` }];
  },
};
