import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isOpen } from "../../openStatements.ts";

/** Who gets at what is in a bucket has a name. */
export const bucketPolicyClosed: Rule = {
  id: "storage/bucket-policy-closed",
  title: "Bucket policies let in nobody unnamed",
  severity: "critical",
  rationale:
    "A policy that lets everybody in makes a bucket public, and the next change of its public access block opens it (AWS Security Hub, S3.2 and S3.3).",
  remediation: "Name the principal, or bound it by a condition on the account, the network or the source.",
  controls: [iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: ["aws:s3/bucketPolicy:BucketPolicy"],
  looksAt: "resource",
  check({ inputs }) {
    return allowancesOf(valueAt(inputs, "policy")).some(isOpen)
      ? [{ property: "policy", message: "policy should let in nobody without a name or a bounding condition." }]
      : [];
  },
};
