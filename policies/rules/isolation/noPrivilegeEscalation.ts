import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

const property = "securityContext.allowPrivilegeEscalation";

/** No process gets more rights than the one that started it. */
export const noPrivilegeEscalation: Rule = podRule({
  id: "isolation/no-privilege-escalation",
  title: "Containers gain no privileges",
  severity: "high",
  rationale:
    'Where it is not switched off, a program with the setuid bit makes root of whoever runs it (Kubernetes documentation, "Configure a Security Context for a Pod or Container").',
  remediation: `Set ${property} to false.`,
  controls: [cisKubernetes("5.2.6")],
  // Absent means true.
  check: ({ containers }) =>
    containers
      .filter((container) => partValue(container, property) !== false)
      .map((container) => wrong(container, property, "be false")),
});
