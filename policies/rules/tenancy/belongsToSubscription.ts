import { iso27001 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** Whatever there is, is part of something that was ordered. */
export const belongsToSubscription: Rule = {
  id: "tenancy/belongs-to-subscription",
  title: "Everything of a stack belongs to a subscription",
  severity: "high",
  rationale:
    "What belongs to no subscription counts against no entitlement, stays when the subscription ends, and has been ordered by nobody.",
  remediation: "Create the resource in the component of a subscription, with that as its parent.",
  controls: [iso27001("A.5.9")],
  resourceTypes: ["aws:*", "kubernetes:*", "tenantry:*"],
  looksAt: "tenant",
  check(resource, context) {
    return subscriptionOf(resource, context) === undefined
      ? [{ message: "The resource should be below the component of a subscription of the tenant." }]
      : [];
  },
};
