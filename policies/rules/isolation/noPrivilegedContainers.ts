import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { mustBeOff, podRule } from "../../../core/policies/kubernetes/pods.ts";

/** No container is as its node's root. */
export const noPrivilegedContainers: Rule = podRule({
  id: "isolation/no-privileged-containers",
  title: "Containers are not privileged",
  severity: "critical",
  rationale:
    'A privileged container can do all that its node can, and reads every other tenant\'s pods there (Kubernetes documentation, "Pod Security Standards").',
  remediation:
    "Take securityContext.privileged out of the container, and windowsOptions.hostProcess out of the security contexts of pod and container.",
  controls: [cisKubernetes("5.2.2"), cisKubernetes("5.2.11")],
  check: ({ pod, containers }) => [
    ...containers.flatMap((container) => mustBeOff(container, "securityContext.privileged")),
    ...[pod, ...containers].flatMap((part) => mustBeOff(part, "securityContext.windowsOptions.hostProcess")),
  ],
});
