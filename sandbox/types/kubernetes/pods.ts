/** The pods that workloads ask for, as far as quotas count them. */
import type { StoredObject } from "../../inventory/inventory.ts";
import { TargetError } from "../../provider/errors.ts";
import { isList, propertiesOf, stringOf, type Properties, type Value } from "../../provider/values.ts";
import type { Admission } from "../definition.ts";
import { isAwaited } from "./awaiting.ts";
import { valueAt } from "./kind.ts";
import { parseQuantity } from "./quantity.ts";
import { amountText, exceeded, hardOf, quotasOf, type Usage } from "./quota.ts";
import { DEPLOYMENT, LIMIT_RANGE, NAMESPACE, PRIORITY_CLASS, STATEFUL_SET } from "./tokens.ts";

type Amounts = Record<string, number>;

/** Requests or limits of a container, in cores and bytes. */
function amounts(value: Value | undefined): Amounts {
  return Object.fromEntries(
    Object.entries(propertiesOf(value)).flatMap(([name, quantity]) => {
      const amount = parseQuantity(amountText(quantity) ?? "");
      return amount === undefined ? [] : [[name, amount]];
    }),
  );
}

/** What the limit ranges of a namespace give containers that do not say (Kubernetes, "Limit Ranges"). */
function containerDefaults(ranges: readonly StoredObject[]): { requests: Amounts; limits: Amounts } {
  const requests: Amounts = {};
  const limits: Amounts = {};
  for (const { inputs } of ranges) {
    const items = valueAt(inputs, "spec.limits");
    for (const item of isList(items) ? items.map(propertiesOf) : []) {
      if (item["type"] !== "Container") continue;
      const limit = { ...amounts(item["max"]), ...amounts(item["default"]) };
      Object.assign(limits, limit);
      Object.assign(requests, { ...limit, ...amounts(item["defaultRequest"]) });
    }
  }
  return { requests, limits };
}

function podSpec(inputs: Properties): Properties {
  return propertiesOf(valueAt(inputs, "spec.template.spec"));
}

/** What one pod of a template takes: its containers together, or the greediest of those that run before them. */
function podUsage(inputs: Properties, ranges: readonly StoredObject[]): Usage {
  const defaults = containerDefaults(ranges);
  const ofContainer = (container: Value): Amounts => {
    const resources = propertiesOf(propertiesOf(container)["resources"]);
    const own = amounts(resources["limits"]);
    const limits = { ...defaults.limits, ...own };
    const requests = { ...defaults.requests, ...own, ...amounts(resources["requests"]) };
    return Object.fromEntries([
      ...Object.entries(limits).map(([name, amount]) => [`limits.${name}`, amount]),
      ...Object.entries(requests).flatMap(([name, amount]) => [
        [`requests.${name}`, amount],
        ...(["cpu", "memory", "ephemeral-storage"].includes(name) ? [[name, amount]] : []),
      ]),
    ]) as Amounts;
  };
  const merge = (all: readonly Amounts[], join: (a: number, b: number) => number): Amounts => {
    const merged: Amounts = {};
    for (const one of all)
      for (const [name, amount] of Object.entries(one)) merged[name] = join(merged[name] ?? 0, amount);
    return merged;
  };
  const listed = (name: string): Amounts[] => {
    const containers = podSpec(inputs)[name];
    return isList(containers) ? containers.map(ofContainer) : [];
  };
  const together = merge(listed("containers"), (a, b) => a + b);
  return { ...merge([together, ...listed("initContainers")], Math.max), pods: 1, "count/pods": 1 };
}

function replicasOf(inputs: Properties): number {
  const replicas = valueAt(inputs, "spec.replicas");
  return typeof replicas === "number" ? replicas : 1;
}

/** True when a quota counts a pod of this template: its scopes are about the pod's priority, if anything. */
function covers(quota: StoredObject, inputs: Properties): boolean {
  const own = stringOf(podSpec(inputs)["priorityClassName"]);
  const expressions = valueAt(quota.outputs, "spec.scopeSelector.matchExpressions");
  return (isList(expressions) ? expressions.map(propertiesOf) : []).every(({ scopeName, operator, values }) => {
    if (scopeName !== "PriorityClass") return false;
    const isListed = own !== undefined && isList(values) && values.includes(own);
    if (operator === "In") return isListed;
    if (operator === "NotIn") return !isListed;
    return operator === "Exists" ? own !== undefined : own === undefined;
  });
}

const times = (usage: Usage, factor: number): Amounts =>
  Object.fromEntries(Object.entries(usage).map(([name, amount]) => [name, amount * factor]));

/**
 * Refuses a workload whose pods the API server would not let in. The workload itself would be created and the real provider would
 * wait for its pods in vain, so the reason is `Timeout`. Pods that a rolling update or a scaler adds are not counted.
 */
export function admitPods(admission: Admission): void {
  const { inputs, self } = admission;
  const namespace = stringOf(valueAt(inputs, "metadata.namespace"));
  const replicas = replicasOf(inputs);
  if (namespace === undefined || replicas === 0 || !isAwaited(inputs)) return;
  const refuse = (problem: string): never => {
    throw new TargetError(
      "Timeout",
      `no pod gets ready: pods "${stringOf(valueAt(inputs, "metadata.name")) ?? ""}-0" is forbidden: ${problem}`,
    );
  };
  const priority = stringOf(podSpec(inputs)["priorityClassName"]);
  if (
    priority !== undefined &&
    !priority.startsWith("system-") &&
    admission.find(PRIORITY_CLASS, priority) === undefined
  )
    refuse(`no PriorityClass with name ${priority} was found`);
  const ranges = admission.siblings(LIMIT_RANGE, NAMESPACE, namespace);
  const own = podUsage(inputs, ranges);
  const before = self === undefined ? {} : times(podUsage(self.inputs, ranges), replicasOf(self.inputs));
  const others = [DEPLOYMENT, STATEFUL_SET].flatMap((token) => admission.siblings(token, NAMESPACE, namespace));
  for (const quota of quotasOf(admission, namespace)) {
    if (!covers(quota, inputs)) continue;
    const unsaid = Object.keys(hardOf(quota)).filter((name) => COMPUTE.test(name) && own[name] === undefined);
    if (unsaid.length > 0) refuse(`failed quota: ${quota.id.replace(/^.*\//, "")}: must specify ${unsaid.join(",")}`);
    const counted = others.filter((other) => covers(quota, other.inputs));
    const usages = counted.map((other) => times(podUsage(other.inputs, ranges), replicasOf(other.inputs)));
    const used = (name: string): number => usages.reduce((sum, usage) => sum + (usage[name] ?? 0), before[name] ?? 0);
    const requested = Object.entries(times(own, replicas)).map(
      ([name, amount]) => [name, amount - (before[name] ?? 0)] as const,
    );
    const problem = exceeded(quota, Object.fromEntries(requested), used);
    if (problem !== undefined) refuse(problem);
  }
}

/** What a pod has to say when a quota bounds it (Kubernetes, "Resource Quotas", compute resources). */
const COMPUTE = /^(requests\.|limits\.)?(cpu|memory)$/;
