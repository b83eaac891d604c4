import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { listAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { podRule, wrong } from "../../../core/policies/kubernetes/pods.ts";

/** What the standard `restricted` lets pods mount (Kubernetes documentation, "Pod Security Standards"), and images, which are read only. */
const allowed = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** No pod mounts its node's disk, nor what goes around claims. */
export const volumeTypes: Rule = podRule({
  id: "isolation/volume-types",
  title: "Pods mount no disk of their node",
  severity: "critical",
  rationale:
    'A path of the node leads to its credentials and to other tenants\' volumes, and volumes that name a server go around quotas (Kubernetes documentation, "Pod Security Standards").',
  remediation: `Use one of these types of volumes, such as a claim: ${allowed.join(", ")}.`,
  controls: [cisKubernetes("5.2.12")],
  check: ({ pod }) =>
    listAt(pod.value, "volumes").flatMap((volume, index) => {
      const types = typeof volume === "object" && volume !== null ? Object.keys(volume) : [];
      return types
        .filter((type) => type !== "name" && !allowed.includes(type))
        .map((type) =>
          wrong(pod, `volumes.${String(index)}.${type}`, "be of a type that leads to no node and no server"),
        );
    }),
});
