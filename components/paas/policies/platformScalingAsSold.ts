import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { featureOf, numberOf, subscriptionTo } from "../../../core/policies/subscriptions.ts";

/** Apps that grow with their load are what is sold so. */
export const platformScalingAsSold: Rule = {
  id: "tenancy/platform-scaling-as-sold",
  title: "Apps that grow with their load are of a tier that scales",
  severity: "medium",
  rationale: "What grows by itself takes capacity of the cell that nobody granted.",
  remediation: "Render a scaler in tiers with the feature autoscaling alone, with a maximum of at least the minimum.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  looksAt: "tenant",
  check(scaler, context) {
    const subscription = subscriptionTo("paas", scaler, context);
    if (subscription === undefined) return notApplicable;
    if (featureOf(subscription, "autoscaling") !== true) {
      return [{ message: "The scaler should be in a subscription whose tier scales." }];
    }
    const least = numberOf(valueAt(scaler.inputs, "spec", "minReplicas") ?? 1);
    const property = "spec.maxReplicas";
    if (numberOf(valueAt(scaler.inputs, "spec", "maxReplicas")) >= least) return [];
    return [{ property, message: `${property} should be at least spec.minReplicas.` }];
  },
};
