import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import type { Rule } from "../../rule.ts";

/** What must be in each namespace. */
const required = [
  "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  "kubernetes:core/v1:ResourceQuota",
  "kubernetes:core/v1:LimitRange",
];

/** A tenant's namespace has a closed network and bounds, and enforces Pod Security. */
export const namespaceClosed: Rule = {
  id: "isolation/namespaceClosed",
  title: "Namespaces are closed and bounded",
  severity: "high",
  rationale:
    "On a shared cluster a namespace without a network policy and a quota is open to its neighbours and can exhaust them.",
  remediation: "Create the namespace with the TenantEnvironment component.",
  check: (resources) =>
    resources
      .filter(({ type }) => type === "kubernetes:core/v1:Namespace")
      .flatMap((resource) => {
        const { name, labels } = metadataOf(resource);
        const missing = required.filter(
          (type) => !resources.some((other) => other.type === type && metadataOf(other).namespace === name),
        );
        const enforced = labels?.["pod-security.kubernetes.io/enforce"];
        return [
          ...missing.map((type) => ({ resource, message: `should hold a ${type.replace(/^.*:/, "")}.` })),
          ...(enforced === "restricted" || enforced === "baseline"
            ? []
            : [
                {
                  resource,
                  message: "metadata.labels should enforce the baseline or restricted Pod Security Standard.",
                },
              ]),
        ];
      }),
};

function metadataOf(resource: RenderedResource): {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
} {
  return (resource.inputs["metadata"] ?? {}) as { name?: string; namespace?: string; labels?: Record<string, string> };
}
