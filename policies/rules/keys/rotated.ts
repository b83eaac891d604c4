import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, isUnset, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** No key is old. */
export const rotated: Rule = {
  id: "keys/rotated",
  title: "Keys are changed every year",
  severity: "medium",
  rationale:
    "The longer one key encrypts, the more whoever gets hold of it can read (CIS AWS Foundations Benchmark, 3.6). Keys that are not symmetric cannot be changed by AWS.",
  remediation: "Set enableKeyRotation to true.",
  controls: [cisAws("3.6"), iso27001("A.8.24"), soc2("CC6.1")],
  resourceTypes: ["aws:kms/key:Key"],
  looksAt: "resource",
  check({ inputs }) {
    const spec = valueAt(inputs, "customerMasterKeySpec");
    // Absent means symmetric (Pulumi AWS provider, kms.Key).
    if (!isUnset(spec) && spec !== "SYMMETRIC_DEFAULT") return notApplicable;
    return expectAt(inputs, "enableKeyRotation", isTrue, "be true");
  },
};
