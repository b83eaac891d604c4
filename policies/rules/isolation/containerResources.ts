import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

/** Every container says how much of its node it may use. */
export const containerResources: Rule = podRule({
  id: "isolation/container-resources",
  title: "Containers are bounded in processors and memory",
  severity: "high",
  rationale:
    'A container without limits takes its node from everyone there, and one that requests nothing is placed where there is no room (Kubernetes documentation, "Resource Management for Pods and Containers").',
  remediation: "Set resources.limits and resources.requests of the container, each with cpu and memory.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check: ({ containers }) =>
    containers.flatMap((container) =>
      ["cpu", "memory"].flatMap((resource) => {
        const limit = `resources.limits.${resource}`;
        const request = `resources.requests.${resource}`;
        const hasLimit = isAmount(partValue(container, limit));
        return [
          ...(hasLimit ? [] : [wrong(container, limit, "be set")]),
          // What is not requested is what the limit says.
          ...(hasLimit || isAmount(partValue(container, request)) ? [] : [wrong(container, request, "be set")]),
        ];
      }),
    ),
});

function isAmount(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}
