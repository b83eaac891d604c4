import { iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** What an object says of its owner is true. */
export const labelsOfSubscription: Rule = {
  id: "tenancy/labels-of-subscription",
  title: "Labels are those of the subscription",
  severity: "high",
  rationale:
    "Network policies, cost reports and audits believe labels: one with another subscription's name or tier counts for that.",
  remediation: "Give the object the labels of the resolved subscription, unchanged.",
  controls: [iso27001("A.5.9"), iso27001("A.5.13")],
  resourceTypes: ["kubernetes:*"],
  looksAt: "tenant",
  check(object, context) {
    const subscription = subscriptionOf(object, context);
    if (subscription === undefined) return notApplicable;
    // Labels that are missing, and the tenant's own, are for tenancy/labels-present to judge.
    return Object.entries(subscription.labels)
      .filter(([key, value]) => {
        const found = valueAt(object.inputs, "metadata", "labels", key);
        return key !== "tenantry.dev/tenant" && typeof found === "string" && found !== "" && found !== value;
      })
      .map(([key]) => ({
        property: `metadata.labels.${key}`,
        message: `The label ${key} should be the subscription's.`,
      }));
  },
};
