import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { podOf } from "../../../core/policies/kubernetes/pods.ts";
import { featureOf, subscriptionOf } from "../../../core/policies/subscriptions.ts";

const nodes = "kubernetes.io/hostname";
const zones = "topology.kubernetes.io/zone";

/** The labels of nodes that pods are spread over (Kubernetes documentation, "Well-Known Labels, Annotations and Taints"). */
const labels: Readonly<Record<string, readonly string[]>> = { none: [], nodes: [nodes], zones: [zones, nodes] };

/** Pods of one app are apart as is sold. */
export const spreadAsSold: Rule = {
  id: "tenancy/spread-as-sold",
  title: "Pods of an app are spread as the tier promises",
  severity: "medium",
  rationale:
    'Several pods on one node, or in one zone, go with it together (Kubernetes documentation, "Pod Topology Spread Constraints").',
  remediation: "Add a topologySpreadConstraint for each label of nodes that the tier's feature spread means.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  looksAt: "tenant",
  check(workload, context) {
    const subscription = subscriptionOf(workload, context);
    const wanted = labels[String(subscription && featureOf(subscription, "spread"))] ?? [];
    if (wanted.length === 0) return notApplicable;
    const { pod } = podOf(workload);
    const keys = listAt(pod.value, "topologySpreadConstraints").map((constraint) => valueAt(constraint, "topologyKey"));
    const property = `${pod.at}.topologySpreadConstraints`;
    return wanted
      .filter((key) => !keys.includes(key))
      .map((key) => ({ property, message: `topologySpreadConstraints of a pod should spread over ${key}.` }));
  },
};
