import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { mustBeOff, podRule } from "../../../core/policies/kubernetes/pods.ts";

/** No pod shares its node's processes, memory or network. */
export const noHostNamespaces: Rule = podRule({
  id: "isolation/no-host-namespaces",
  title: "Pods share no namespace of their node",
  severity: "critical",
  rationale:
    "In its node's namespaces a pod sees other tenants' processes and traffic, and network policies do not hold for it (Kubernetes documentation, \"Pod Security Standards\").",
  remediation: "Take hostNetwork, hostPID and hostIPC out of the pod's spec.",
  controls: [cisKubernetes("5.2.3"), cisKubernetes("5.2.4"), cisKubernetes("5.2.5")],
  check: ({ pod }) => ["hostPID", "hostIPC", "hostNetwork"].flatMap((property) => mustBeOff(pod, property)),
});
