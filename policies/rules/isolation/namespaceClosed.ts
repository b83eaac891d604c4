import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { cisKubernetes, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { inNamespace, isSharedNamespace, namespaceType } from "../../../core/policies/kubernetes/namespaces.ts";
import { networkPolicyType } from "./networkPeers.ts";

/** Every namespace has bounds and a closed network. */
export const namespaceClosed: Rule = {
  id: "isolation/namespace-closed",
  title: "Tenants' namespaces are closed and bounded",
  severity: "critical",
  rationale: "On a shared cluster one tenant must not reach another's pods, nor use up what others need.",
  remediation: "Add a NetworkPolicy that denies all by default, a ResourceQuota and a LimitRange to the namespace.",
  controls: [cisKubernetes("5.3.2"), iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: [namespaceType],
  looksAt: "stack",
  check(namespace, context) {
    const name = valueAt(namespace.inputs, "metadata", "name");
    // A cell's own namespace is where traffic for all of its tenants comes in.
    if (context.owner.kind === "cell" && !isSharedNamespace(name)) return notApplicable;
    const inside = (type: string): readonly RenderedResource[] => inNamespace(context, type, name);
    const has = (kind: string): boolean => inside(`kubernetes:core/v1:${kind}`).length > 0;
    return [
      ...(inside(networkPolicyType).some(deniesByDefault)
        ? []
        : ["a NetworkPolicy that denies all ingress and egress by default"]),
      ...(has("ResourceQuota") ? [] : ["a ResourceQuota"]),
      ...(has("LimitRange") ? [] : ["a LimitRange"]),
    ].map((missing) => ({ message: `The namespace should have ${missing}.` }));
  },
};

/** True for a policy that selects every pod, both directions, and allows nothing. */
function deniesByDefault({ inputs }: RenderedResource): boolean {
  const selector = valueAt(inputs, "spec", "podSelector");
  const types = listAt(inputs, "spec", "policyTypes");
  return (
    typeof selector === "object" &&
    selector !== null &&
    Object.values(selector).every(selectsNothing) &&
    types.includes("Ingress") &&
    types.includes("Egress") &&
    listAt(inputs, "spec", "ingress").length === 0 &&
    listAt(inputs, "spec", "egress").length === 0
  );
}

/** True for a part of a selector that narrows nothing: an empty map or list selects as much as none. */
function selectsNothing(part: unknown): boolean {
  return typeof part !== "object" || part === null || Object.keys(part).length === 0;
}
