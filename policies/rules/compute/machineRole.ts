import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isText, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Machines ask AWS in a role's name, not by keys that lie around. */
export const machineRole: Rule = {
  id: "compute/machine-role",
  title: "Machines have a role",
  severity: "medium",
  rationale:
    "A machine without a role has to be given access keys, which lie on its disk and do not end (CIS AWS Foundations Benchmark, 1.18).",
  remediation: "Name an instance profile in iamInstanceProfile.",
  controls: [cisAws("1.18"), iso27001("A.5.17"), soc2("CC6.1")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  check({ type, inputs }) {
    if (type === "aws:ec2/instance:Instance")
      return expectAt(inputs, "iamInstanceProfile", isText, "name an instance profile");
    const profile = valueAt(inputs, "iamInstanceProfile");
    const isNamed = isText(valueAt(profile, "arn")) || isText(valueAt(profile, "name"));
    return isNamed
      ? []
      : [{ property: "iamInstanceProfile", message: "iamInstanceProfile should name an instance profile." }];
  },
};
