import { iso27001 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { partValue, podOf, wrong } from "../../../core/policies/kubernetes/pods.ts";

const probes = ["livenessProbe", "readinessProbe"];

/** What runs for long is looked at, so that what is stuck is started anew and gets no requests. */
export const probesPresent: Rule = {
  id: "isolation/probes-present",
  title: "Containers that stay are looked at",
  severity: "low",
  rationale:
    'Without probes a pod that hangs counts as one that works: it gets requests, and an update goes on over it (Kubernetes documentation, "Liveness, Readiness, and Startup Probes").',
  remediation: `Set ${probes.join(" and ")} of the container.`,
  controls: [iso27001("A.8.16")],
  resourceTypes: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  looksAt: "resource",
  check(resource) {
    const staying = podOf(resource).containers.filter(({ at }) => !at.includes(".initContainers."));
    return staying.flatMap((container) =>
      probes
        .filter((probe) => !isObject(partValue(container, probe)))
        .map((probe) => wrong(container, probe, "be set")),
    );
  },
};

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}
