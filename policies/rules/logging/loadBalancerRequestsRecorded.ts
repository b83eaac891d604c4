import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, isText } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Who asked for what from outside is on record. */
export const loadBalancerRequestsRecorded: Rule = {
  id: "logging/load-balancer-requests-recorded",
  title: "Requests to load balancers are recorded",
  severity: "medium",
  rationale:
    "What came from outside, from whom and when, is known from the load balancer's records alone (AWS Security Hub, ELB.5).",
  remediation: "Set accessLogs with enabled true and a bucket.",
  controls: [iso27001("A.8.15"), soc2("CC7.2")],
  resourceTypes: ["aws:lb/loadBalancer:LoadBalancer"],
  looksAt: "resource",
  check({ inputs }) {
    return [
      ...expectAt(inputs, "accessLogs.enabled", isTrue, "be true"),
      ...expectAt(inputs, "accessLogs.bucket", isText, "name a bucket"),
    ];
  },
};
