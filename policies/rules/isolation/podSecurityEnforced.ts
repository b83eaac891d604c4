import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const label = "pod-security.kubernetes.io/enforce";
const enforcing: readonly unknown[] = ["baseline", "restricted"];

/** Pods that could take over their node are refused. */
export const podSecurityEnforced: Rule = {
  id: "isolation/pod-security-enforced",
  title: "Namespaces enforce a Pod Security Standard",
  severity: "critical",
  rationale: "A privileged pod owns its node, and with it every tenant's pods on that node.",
  remediation: `Label the namespace with ${label}: baseline or restricted.`,
  controls: [cisKubernetes("5.2.1")],
  resourceTypes: ["kubernetes:core/v1:Namespace"],
  looksAt: "resource",
  check({ inputs }) {
    if (enforcing.includes(valueAt(inputs, "metadata", "labels", label))) return [];
    return [{ property: `metadata.labels.${label}`, message: `The label ${label} should be baseline or restricted.` }];
  },
};
