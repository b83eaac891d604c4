import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule, type RuleContext } from "../../../core/policies/rule.ts";
import { inNamespace, namespaceOf } from "../../../core/policies/kubernetes/namespaces.ts";

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";
const scalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

/** Pods of one app are not taken away together, and no budget keeps a node from being emptied. */
export const disruptionBudgets: Rule = {
  id: "isolation/disruption-budgets",
  title: "Apps of several pods have a budget for disruptions",
  severity: "medium",
  rationale:
    'When nodes are emptied for maintenance, all pods of an app may go at once unless a budget says how many have to stay (Kubernetes documentation, "Specifying a Disruption Budget for your Application").',
  remediation: "Add a PodDisruptionBudget with the app's labels and a maxUnavailable of 1 or more to the namespace.",
  controls: [iso27001("A.8.14"), soc2("A1.2")],
  resourceTypes: ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"],
  looksAt: "stack",
  check(workload, context) {
    if (!isMany(leastPods(workload, context))) return notApplicable;
    const budgets = inNamespace(context, budgetType, namespaceOf(workload)).filter((budget) =>
      selects(budget, workload),
    );
    if (budgets.length === 0) return [{ message: "The workload should have a PodDisruptionBudget." }];
    return budgets.some(lets) ? [] : [{ message: "The workload's PodDisruptionBudget should let one pod go." }];
  },
};

/** How many pods there are at least: what scales them says, and else they themselves, of which there is one when they do not. */
function leastPods(workload: RenderedResource, context: RuleContext): unknown {
  const name = valueAt(workload.inputs, "metadata", "name");
  const scaler = inNamespace(context, scalerType, namespaceOf(workload)).find(
    ({ inputs }) => valueAt(inputs, "spec", "scaleTargetRef", "name") === name,
  );
  return scaler === undefined
    ? (valueAt(workload.inputs, "spec", "replicas") ?? 1)
    : (valueAt(scaler.inputs, "spec", "minReplicas") ?? 1);
}

function isMany(count: unknown): boolean {
  return typeof count !== "number" || count > 1;
}

/** True when all labels that a budget selects by are those of the workload's pods, and there are some. */
function selects({ inputs }: RenderedResource, workload: RenderedResource): boolean {
  const wanted = valueAt(inputs, "spec", "selector", "matchLabels");
  const labels = valueAt(workload.inputs, "spec", "template", "metadata", "labels");
  if (typeof wanted !== "object" || wanted === null) return false;
  const entries = Object.entries(wanted);
  return entries.length > 0 && entries.every(([key, value]) => valueAt(labels, key) === value);
}

/** True unless a budget lets no pod go. */
function lets({ inputs }: RenderedResource): boolean {
  const none: readonly unknown[] = [0, "0", "0%"];
  const all: readonly unknown[] = ["100%"];
  const maximum = valueAt(inputs, "spec", "maxUnavailable");
  const minimum = valueAt(inputs, "spec", "minAvailable");
  return maximum === undefined || maximum === null ? !all.includes(minimum) : !none.includes(maximum);
}
