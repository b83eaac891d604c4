import { iso27001, soc2 } from "../../frameworks.ts";
import { valueAt } from "../../properties.ts";
import { notApplicable, type Rule } from "../../rule.ts";
import { numberOf, featureOf, subscriptionOf } from "./subscriptions.ts";

const machinesType = "aws:autoscaling/policy:Policy";

/** What grows with its load is what is sold so. */
export const scalingAsSold: Rule = {
  id: "tenancy/scaling-as-sold",
  title: "What grows with its load is of a tier that scales",
  severity: "medium",
  rationale:
    "What grows by itself takes capacity that nobody granted, and in a tier that scales it takes it at the load that was agreed on.",
  remediation:
    "Render a scaler in tiers with the feature scaling or autoscaling alone; of machines with the tier's cpuPercent, of apps with a maximum of at least the minimum.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: [machinesType, "kubernetes:autoscaling/v2:HorizontalPodAutoscaler"],
  looksAt: "tenant",
  check(scaler, context) {
    const subscription = subscriptionOf(scaler, context);
    if (subscription === undefined) return notApplicable;
    const isOfMachines = scaler.type === machinesType;
    const scales = isOfMachines
      ? featureOf(subscription, "scaling") !== undefined
      : featureOf(subscription, "autoscaling") === true;
    if (!scales) return [{ message: "The scaler should be in a subscription whose tier scales." }];
    if (isOfMachines) {
      const property = "targetTrackingConfiguration.targetValue";
      const target = valueAt(scaler.inputs, "targetTrackingConfiguration", "targetValue");
      if (target === featureOf(subscription, "scaling", "cpuPercent")) return [];
      return [{ property, message: `${property} should be the tier's.` }];
    }
    const least = numberOf(valueAt(scaler.inputs, "spec", "minReplicas") ?? 1);
    const property = "spec.maxReplicas";
    if (numberOf(valueAt(scaler.inputs, "spec", "maxReplicas")) >= least) return [];
    return [{ property, message: `${property} should be at least spec.minReplicas.` }];
  },
};
