import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** What each type of thing has to have bounds of. */
const wanted: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Container: {
    max: ["cpu", "memory", "ephemeral-storage"],
    default: ["cpu", "memory", "ephemeral-storage"],
    defaultRequest: ["cpu", "memory", "ephemeral-storage"],
  },
  PersistentVolumeClaim: { max: ["storage"] },
};

/** What says nothing of its size gets a small one, and nothing is larger than its environment. */
export const containerDefaults: Rule = {
  id: "isolation/container-defaults",
  title: "Containers and volumes that say no size have one",
  severity: "medium",
  rationale:
    'Under a quota a pod that says nothing is refused, and one container without a maximum can be as large as a node (Kubernetes documentation, "Limit Ranges").',
  remediation:
    "Set default, defaultRequest and max of cpu, memory and ephemeral-storage for Container, and max of storage for PersistentVolumeClaim.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: ["kubernetes:core/v1:LimitRange"],
  looksAt: "resource",
  check({ inputs }) {
    const entries = listAt(inputs, "spec", "limits");
    return Object.entries(wanted).flatMap(([type, bounds]) => {
      const ofType = entries.filter((entry) => valueAt(entry, "type") === type);
      return Object.entries(bounds).flatMap(([bound, resources]) =>
        resources
          .filter((resource) => !ofType.some((entry) => valueAt(entry, bound, resource) !== undefined))
          .map((resource) => ({
            property: "spec.limits",
            message: `spec.limits should have a ${bound} of ${resource} for ${type}.`,
          })),
      );
    });
  },
};
