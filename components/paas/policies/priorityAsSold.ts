import { iso27001 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { partValue, podOf, workloadTypes, wrong } from "../../../core/policies/kubernetes/pods.ts";
import { featureOf, subscriptionOf } from "../../../core/policies/subscriptions.ts";

const property = "priorityClassName";

/** Pods give way to those of higher tiers, and never to their own. */
export const priorityAsSold: Rule = {
  id: "tenancy/priority-as-sold",
  title: "Pods have the priority of their tier",
  severity: "medium",
  rationale:
    "Where nodes are short, a pod of a higher class ends those of lower ones: one with a class that is not its tier's ends pods that were promised to stay.",
  remediation: `Set ${property} of the pod's spec to tenantry- and the tier's feature priority.`,
  controls: [iso27001("A.8.6")],
  resourceTypes: workloadTypes,
  looksAt: "tenant",
  check(workload, context) {
    const subscription = subscriptionOf(workload, context);
    const sold = subscription && featureOf(subscription, "priority");
    // Whoever sells the platform's pods sells their priority; what other kinds run has none.
    if (typeof sold !== "string") return notApplicable;
    const { pod } = podOf(workload);
    const isSold = partValue(pod, property) === `tenantry-${sold}`;
    return isSold ? [] : [wrong(pod, property, "be that of the tier")];
  },
};
