import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { podRule, securityOf, wrong } from "../../../core/policies/kubernetes/pods.ts";

const profiles: readonly unknown[] = ["RuntimeDefault", "Localhost"];

/** Containers are refused system calls that they do not need. */
export const seccompProfile: Rule = podRule({
  id: "isolation/seccomp-profile",
  title: "Containers have a seccomp profile",
  severity: "medium",
  rationale:
    'Most ways out of a container go through system calls that no app makes; without a profile every call is let through (Kubernetes documentation, "Seccomp and Kubernetes").',
  remediation: "Set securityContext.seccompProfile.type to RuntimeDefault for the pod.",
  controls: [cisKubernetes("5.7.2")],
  check: ({ pod, containers }) =>
    containers
      .filter((container) => !profiles.includes(securityOf(pod, container, "seccompProfile.type")))
      .map((container) =>
        wrong(container, "securityContext.seccompProfile.type", "be RuntimeDefault, or the pod's where it has none"),
      ),
});
