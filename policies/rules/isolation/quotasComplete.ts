import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { inNamespace, namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";
import { hardOf, quotaType, scopeOf } from "../../../core/policies/kubernetes/quotas.ts";

/** What pods use, and how many there are. */
const ofPods = ["requests.cpu", "requests.memory", "limits.cpu", "limits.memory", "pods"];

/** What else a namespace uses of a cluster that others share. */
const ofNamespace = [
  "requests.storage",
  "limits.ephemeral-storage",
  "count/persistentvolumeclaims",
  "count/secrets",
  "count/configmaps",
  "count/services",
];

/** Ways in of one's own, of which there are none. */
const none = ["services.loadbalancers", "services.nodeports"];

/** Nobody uses up what others have paid for. */
export const quotasComplete: Rule = {
  id: "isolation/quotas-complete",
  title: "Quotas bound all that a tenant can use up",
  severity: "high",
  rationale:
    'What no quota counts, one tenant can use until others find none: processors and memory, disks, and objects, which fill the cluster\'s store (Kubernetes documentation, "Multi-tenancy").',
  remediation: `Set in the hard bounds of the namespace's quotas: ${[...ofPods, ...ofNamespace].join(", ")}; and ${none.join(" and ")} to 0.`,
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: [namespaceType],
  looksAt: "stack",
  check(namespace, context) {
    if (context.owner.kind === "cell") return notApplicable;
    const quotas = inNamespace(context, quotaType, valueAt(namespace.inputs, "metadata", "name"));
    return [
      ...ofPods
        .filter((resource) => !boundsAllPods(quotas, resource))
        .map((resource) => ({
          message: `The namespace's quotas should bound ${resource} of all pods.`,
        })),
      ...ofNamespace
        .filter((resource) => !quotas.some((quota) => isWhole(quota) && isBound(hardOf(quota, resource))))
        .map((resource) => ({ message: `The namespace's quotas should bound ${resource}.` })),
      ...none
        .filter((resource) => !quotas.some((quota) => isWhole(quota) && String(hardOf(quota, resource)) === "0"))
        .map((resource) => ({ message: `The namespace's quotas should have ${resource} of 0.` })),
    ];
  },
};

/** True when one quota counts all pods, or two that complete each other do. */
function boundsAllPods(quotas: readonly RenderedResource[], resource: string): boolean {
  const scopes = quotas.filter((quota) => isBound(hardOf(quota, resource))).map(scopeOf);
  return scopes.some(
    (scope) =>
      scope?.counts === "all" ||
      (scope?.counts === "those" &&
        scopes.some((other) => other?.counts === "others" && other.classes === scope.classes)),
  );
}

function isWhole(quota: RenderedResource): boolean {
  return scopeOf(quota)?.counts === "all";
}

function isBound(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}
