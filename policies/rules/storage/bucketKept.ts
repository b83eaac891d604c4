import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { bucketType } from "./partsOfBucket.ts";

/** No mistaken change takes data with it. */
export const bucketKept: Rule = {
  id: "storage/bucket-kept",
  title: "Buckets go only when they are empty",
  severity: "high",
  rationale: "With forceDestroy a bucket goes with all that is in it, every version too, by one mistaken change.",
  remediation: "Set forceDestroy to false.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: [bucketType],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means false (Pulumi AWS provider, Bucket).
    return expectAt(inputs, "forceDestroy", (value) => isUnset(value) || value === false, "be false");
  },
};
