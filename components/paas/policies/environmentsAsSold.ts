import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";
import { featureOf, subscriptionOf } from "../../../core/policies/subscriptions.ts";

/** A namespace's labels by the feature that each says. */
const labels = {
  "pod-security.kubernetes.io/enforce": "podSecurity",
  "tenantry.dev/nodes": "nodes",
  "tenantry.dev/priority": "priority",
};

/** The cluster's policies know a namespace by its labels, so these say what was sold. */
export const environmentsAsSold: Rule = {
  id: "tenancy/environments-as-sold",
  title: "Namespaces say what the tier promises",
  severity: "critical",
  rationale:
    "By a namespace's labels the cluster decides how secure its pods have to be, on whose nodes they run and whom they give way to.",
  remediation: "Give the namespace the labels of the tier's features podSecurity, nodes and priority.",
  controls: [cisKubernetes("5.2.1")],
  resourceTypes: [namespaceType],
  looksAt: "tenant",
  check(namespace, context) {
    const subscription = subscriptionOf(namespace, context);
    if (subscription === undefined) return notApplicable;
    const sold = Object.entries(labels).filter(([, feature]) => featureOf(subscription, feature) !== undefined);
    // Namespaces of kinds that sell none of this are no environments of the platform.
    if (sold.length === 0) return notApplicable;
    return sold
      .filter(
        ([label, feature]) =>
          valueAt(namespace.inputs, "metadata", "labels", label) !== featureOf(subscription, feature),
      )
      .map(([label, feature]) => ({
        property: `metadata.labels.${label}`,
        message: `The label ${label} should be the tier's ${feature}.`,
      }));
  },
};
