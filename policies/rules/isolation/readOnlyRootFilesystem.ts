import { cisKubernetes, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

const property = "securityContext.readOnlyRootFilesystem";

/** Nothing writes into what an image has brought. */
export const readOnlyRootFilesystem: Rule = podRule({
  id: "isolation/read-only-root-filesystem",
  title: "Containers do not write into their image",
  severity: "medium",
  rationale:
    'Whoever gets into a container that can write to itself leaves programs there and changes those that run (Kubernetes documentation, "Application Security Checklist").',
  remediation: `Set ${property} to true, and mount an emptyDir where the app has to write.`,
  controls: [cisKubernetes("5.7.3"), soc2("CC6.8")],
  check: ({ containers }) =>
    containers
      .filter((container) => partValue(container, property) !== true)
      .map((container) => wrong(container, property, "be true")),
});
