import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** How machines do is known by the minute. */
export const monitored: Rule = {
  id: "compute/monitored",
  title: "Machines are watched by the minute",
  severity: "low",
  rationale:
    "With basic monitoring a machine says how it does every five minutes (Amazon EC2 User Guide, Detailed monitoring), which is late for whoever is to see that something is wrong.",
  remediation: "Switch detailed monitoring on.",
  controls: [iso27001("A.8.16"), soc2("CC7.2")],
  resourceTypes: ["aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"],
  looksAt: "resource",
  check({ type, inputs }) {
    return expectAt(
      inputs,
      type === "aws:ec2/instance:Instance" ? "monitoring" : "monitoring.enabled",
      isTrue,
      "be true",
    );
  },
};
