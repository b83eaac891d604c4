import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { podRule, securityOf, wrong } from "../../../core/policies/kubernetes/pods.ts";

/** No container runs as root. */
export const runsAsNonRoot: Rule = podRule({
  id: "isolation/runs-as-non-root",
  title: "Containers do not run as root",
  severity: "high",
  rationale:
    'Root in a container is root of whatever it gets out to (Kubernetes documentation, "Pod Security Standards").',
  remediation: "Set securityContext.runAsNonRoot to true for the pod, and no runAsUser of 0.",
  controls: [cisKubernetes("5.2.7")],
  check: ({ pod, containers }) =>
    containers.flatMap((container) => [
      ...(securityOf(pod, container, "runAsNonRoot") === true
        ? []
        : [wrong(container, "securityContext.runAsNonRoot", "be true, or the pod's where it has none")]),
      ...(securityOf(pod, container, "runAsUser") === 0
        ? [wrong(container, "securityContext.runAsUser", "be another user than root, and the pod's too")]
        : []),
    ]),
});
