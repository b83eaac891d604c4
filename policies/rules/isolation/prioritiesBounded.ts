import { iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Above are classes of the cluster itself (Kubernetes documentation, "Pod Priority and Preemption"). */
const highest = 1_000_000_000;

/** No class of tenants' pods is worth as much as what the cluster itself runs, and nobody has one without naming it. */
export const prioritiesBounded: Rule = {
  id: "isolation/priorities-bounded",
  title: "Priority classes stay below the cluster's own, and are for those who name them",
  severity: "medium",
  rationale:
    'Where nodes are short, pods of a higher class end others: a class above the cluster\'s own would end what keeps nodes running, and a default would rank pods of others (Kubernetes documentation, "Pod Priority and Preemption").',
  remediation: "Set value below 1000000000 and globalDefault to false.",
  controls: [iso27001("A.8.6")],
  resourceTypes: ["kubernetes:scheduling.k8s.io/v1:PriorityClass"],
  looksAt: "resource",
  check({ inputs }) {
    const value = valueAt(inputs, "value");
    const isDefault = valueAt(inputs, "globalDefault") ?? false;
    return [
      ...(typeof value === "number" && value < highest
        ? []
        : [{ property: "value", message: "value should be below those of the cluster's own classes." }]),
      ...(isDefault === false ? [] : [{ property: "globalDefault", message: "globalDefault should be false." }]),
    ];
  },
};
