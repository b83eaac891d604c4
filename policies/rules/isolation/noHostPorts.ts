import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

/** No pod takes a port of its node. */
export const noHostPorts: Rule = podRule({
  id: "isolation/no-host-ports",
  title: "Containers take no ports of their node",
  severity: "high",
  rationale:
    'A port of the node is a way in beside the gateway, which network policies may not see, and no second pod finds room for it (Kubernetes documentation, "Configuration Best Practices").',
  remediation: "Take hostPort out of the container's ports; a Service leads to the container's own port.",
  controls: [cisKubernetes("5.2.13")],
  check: ({ containers }) =>
    containers.flatMap((container) =>
      listAt(container.value, "ports").flatMap((port, index) => {
        const hostPort = valueAt(port, "hostPort");
        // Zero is the same as none.
        if (hostPort === undefined || hostPort === null || hostPort === 0) return [];
        return [wrong(container, `ports.${String(index)}.hostPort`, "be left out")];
      }),
    ),
});
