import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, subscriptionTo } from "../../../core/policies/subscriptions.ts";

/** Machines that grow with their load are what is sold so. */
export const scalingAsSold: Rule = {
  id: "tenancy/scaling-as-sold",
  title: "Machines that grow with their load are of a tier that scales",
  severity: "medium",
  rationale:
    "What grows by itself takes capacity that nobody granted, and in a tier that scales it takes it at the load that was agreed on.",
  remediation: "Render a scaler in tiers with the feature scaling alone, with the tier's cpuPercent.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: ["aws:autoscaling/policy:Policy"],
  looksAt: "tenant",
  check(scaler, context) {
    const subscription = subscriptionTo("iaas", scaler, context);
    if (subscription === undefined) return notApplicable;
    if (featureOf(subscription, "scaling") === undefined) {
      return [{ message: "The scaler should be in a subscription whose tier scales." }];
    }
    const property = "targetTrackingConfiguration.targetValue";
    const target = valueAt(scaler.inputs, "targetTrackingConfiguration", "targetValue");
    if (target === featureOf(subscription, "scaling", "cpuPercent")) return [];
    return [{ property, message: `${property} should be the tier's.` }];
  },
};
