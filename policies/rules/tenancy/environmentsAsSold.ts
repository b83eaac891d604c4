import { cisKubernetes } from "../../frameworks.ts";
import { valueAt } from "../../properties.ts";
import { notApplicable, type Rule } from "../../rule.ts";
import { namespaceType } from "../isolation/namespaces.ts";
import { featureOf, subscriptionOf } from "./subscriptions.ts";

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
    return Object.entries(labels)
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
