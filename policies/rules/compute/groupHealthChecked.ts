import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, listAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** A machine that does not answer goes. */
export const groupHealthChecked: Rule = {
  id: "compute/group-health-checked",
  title: "Auto Scaling groups replace what their load balancer finds broken",
  severity: "low",
  rationale:
    "A machine that runs and does not answer stays in its group for ever when only AWS's own check counts (AWS Security Hub, AutoScaling.1).",
  remediation: "Set healthCheckType to ELB where the group has target groups.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: ["aws:autoscaling/group:Group"],
  looksAt: "resource",
  check({ inputs }) {
    if (listAt(inputs, "targetGroupArns").length === 0) return notApplicable;
    return expectAt(inputs, "healthCheckType", (value) => value === "ELB", "be ELB");
  },
};
