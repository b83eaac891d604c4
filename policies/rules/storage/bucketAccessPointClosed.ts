import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isOpen } from "../../openStatements.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";

const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Who comes by an access point has a name, and no later policy can change that. */
export const bucketAccessPointClosed: Rule = {
  id: "storage/bucket-access-point-closed",
  title: "Access points of buckets let in nobody unnamed",
  severity: "critical",
  rationale:
    "A bucket leaves to its access points who comes by them, and what their public access blocks say is never changed later (Amazon S3 User Guide, Managing public access to access points).",
  remediation:
    "Name the principals in policy, and set all four settings of publicAccessBlockConfiguration to true, which makes a new access point.",
  controls: [iso27001("A.8.3"), soc2("CC6.1"), soc2("CC6.6")],
  resourceTypes: ["aws:s3/accessPoint:AccessPoint"],
  looksAt: "resource",
  check({ inputs }) {
    const open = allowancesOf(valueAt(inputs, "policy")).some(isOpen)
      ? [{ property: "policy", message: "policy should let in nobody without a name or a bounding condition." }]
      : [];
    const blocks = settings.flatMap((setting) =>
      expectAt(inputs, `publicAccessBlockConfiguration.${setting}`, isTrue, "be true"),
    );
    return [...open, ...blocks];
  },
};
