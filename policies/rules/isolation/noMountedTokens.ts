import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

const property = "automountServiceAccountToken";

/** No pod has a token of the cluster's API. */
export const noMountedTokens: Rule = podRule({
  id: "isolation/no-mounted-tokens",
  title: "Pods have no token of the cluster",
  severity: "high",
  rationale:
    'Whoever gets into a pod has what the pod has; a token lets them ask the cluster in its name (Kubernetes documentation, "Configure Service Accounts for Pods").',
  remediation: `Set ${property} of the pod's spec to false, and mount no projected token.`,
  controls: [cisKubernetes("5.1.6")],
  check: ({ pod }) => [
    // Absent means that the account decides, which may be another one tomorrow.
    ...(partValue(pod, property) === false ? [] : [wrong(pod, property, "be false")]),
    ...listAt(pod.value, "volumes").flatMap((volume, index) => {
      const hasToken = listAt(volume, "projected", "sources").some(
        (source) => valueAt(source, "serviceAccountToken") !== undefined,
      );
      return hasToken ? [wrong(pod, `volumes.${String(index)}.projected.sources`, "have no serviceAccountToken")] : [];
    }),
  ],
});
