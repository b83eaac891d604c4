import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

const property = "securityContext.capabilities";

/** No container has any of root's powers. */
export const capabilitiesDropped: Rule = podRule({
  id: "isolation/capabilities-dropped",
  title: "Containers drop all capabilities",
  severity: "high",
  rationale:
    'A container begins with some of root\'s powers, among them to forge packets of its neighbours; none of our apps needs one (Kubernetes documentation, "Pod Security Standards").',
  remediation: `Set ${property} to drop ALL, and add none.`,
  controls: [cisKubernetes("5.2.8"), cisKubernetes("5.2.9"), cisKubernetes("5.2.10")],
  check: ({ containers }) =>
    containers.flatMap((container) => [
      ...(listAt(container.value, "securityContext", "capabilities", "drop").includes("ALL")
        ? []
        : [wrong(container, `${property}.drop`, "have ALL")]),
      ...(listAt(container.value, "securityContext", "capabilities", "add").length === 0
        ? []
        : [wrong(container, `${property}.add`, "be empty")]),
    ]),
});
