import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, isUnset, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** What is malformed does not reach machines. */
export const loadBalancerDropsInvalidHeaders: Rule = {
  id: "compute/load-balancer-drops-invalid-headers",
  title: "Load balancers drop malformed headers",
  severity: "medium",
  rationale:
    "Headers that two servers read in two ways are how requests are smuggled past the first (AWS Security Hub, ELB.4).",
  remediation: "Set dropInvalidHeaderFields to true.",
  controls: [iso27001("A.8.9"), soc2("CC6.6")],
  resourceTypes: ["aws:lb/loadBalancer:LoadBalancer"],
  looksAt: "resource",
  check({ inputs }) {
    if (!isApplication(valueAt(inputs, "loadBalancerType"))) return notApplicable;
    return expectAt(inputs, "dropInvalidHeaderFields", isTrue, "be true");
  },
};

/** Absent means application (Pulumi AWS provider, LoadBalancer). */
function isApplication(type: unknown): boolean {
  return isUnset(type) || type === "application";
}
