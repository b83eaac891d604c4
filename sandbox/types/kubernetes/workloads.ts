/** Kubernetes kinds that run pods, and what scales and guards these. No pod exists: those that would run count as ready. */
import {
  isList,
  isProperties,
  propertiesOf,
  UNKNOWN,
  Unknown,
  type Properties,
  type Value,
} from "../../provider/values.ts";
import type { Problem, ResourceType } from "../definition.ts";
import { builtinPriority } from "./cluster.ts";
import { kind } from "./kind.ts";
import { admitPods } from "./pods.ts";
import { DEPLOYMENT, STATEFUL_SET } from "./tokens.ts";

/** Pods that a workload asks for. */
function replicasOf(inputs: Properties): Value {
  return propertiesOf(inputs["spec"])["replicas"] ?? 1;
}

/** What the API server and the controllers tell of a workload all of whose pods run. */
function rolledOut(more: Properties, counts: readonly string[]): (inputs: Properties) => Properties {
  return (inputs) => {
    const replicas = replicasOf(inputs);
    if (inputs["spec"] instanceof Unknown) return { spec: UNKNOWN, status: UNKNOWN };
    // Counts of nothing are left out of what the API server sends.
    const told = replicas === 0 ? [] : counts.map((name) => [name, replicas] as const);
    return {
      spec: { replicas: 1, ...more, ...propertiesOf(inputs["spec"]) },
      status: Object.fromEntries(told),
    };
  };
}

function matches(selector: Properties, labels: Properties): boolean {
  const wanted = selector["matchLabels"];
  return !isProperties(wanted) || Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

/** The API server wants the selector to select the workload's own pods. */
function checkSelector(inputs: Properties): Problem[] {
  const spec = propertiesOf(inputs["spec"]);
  const metadata = propertiesOf(propertiesOf(spec["template"])["metadata"]);
  const { labels } = metadata;
  const selector = spec["selector"];
  if (
    !isProperties(selector) ||
    labels instanceof Unknown ||
    hasUnknownValue(labels) ||
    hasUnknownValue(selector["matchLabels"])
  )
    return [];
  const problems: Problem[] = [];
  if (Object.keys(selector).length === 0)
    problems.push({ property: "spec.selector", reason: "is empty, but has to select the pods of the template" });
  else if (!matches(selector, propertiesOf(labels)))
    problems.push({ property: "spec.template.metadata.labels", reason: "do not match spec.selector" });
  return problems;
}

function hasUnknownValue(value: Value | undefined): boolean {
  return (
    value instanceof Unknown || (isProperties(value) && Object.values(value).some((item) => item instanceof Unknown))
  );
}

function checkContainers(inputs: Properties): Problem[] {
  const pod = propertiesOf(propertiesOf(propertiesOf(inputs["spec"])["template"])["spec"]);
  const containers = pod["containers"];
  if (!isList(containers)) return [];
  const problems: Problem[] =
    containers.length === 0
      ? [{ property: "spec.template.spec.containers", reason: "is empty, but must have a container" }]
      : [];
  const names = containers.map((container) => propertiesOf(container)["name"]);
  names.forEach((name, index) => {
    if (typeof name === "string" && names.indexOf(name) < index)
      problems.push({
        property: `spec.template.spec.containers[${String(index)}].name`,
        reason: `is "${name}", which another container has`,
      });
  });
  return problems;
}

function checkScaling(inputs: Properties): Problem[] {
  const spec = propertiesOf(inputs["spec"]);
  const [minimum, maximum] = [spec["minReplicas"] ?? 1, spec["maxReplicas"]];
  return typeof minimum === "number" && typeof maximum === "number" && minimum > maximum
    ? [
        {
          property: "spec.maxReplicas",
          reason: `is ${String(maximum)}, but must be at least minReplicas, ${String(minimum)}`,
        },
      ]
    : [];
}

function checkBudget(inputs: Properties): Problem[] {
  const spec = propertiesOf(inputs["spec"]);
  return spec["minAvailable"] !== undefined && spec["maxUnavailable"] !== undefined
    ? [{ property: "spec", reason: "has both minAvailable and maxUnavailable, but may have one of them" }]
    : [];
}

/** Values above this are the system's own (Kubernetes, "Pod Priority and Preemption"). */
const HIGHEST_PRIORITY = 1_000_000_000;

function checkPriority(inputs: Properties): Problem[] {
  const value = inputs["value"];
  return typeof value === "number" && value > HIGHEST_PRIORITY
    ? [{ property: "value", reason: `is ${String(value)}, but may be ${String(HIGHEST_PRIORITY)} at most` }]
    : [];
}

/** Rows of workloads. */
export const workloadTypes: readonly ResourceType[] = [
  kind({
    token: DEPLOYMENT,
    plural: "deployments",
    names: "subdomain",
    replaceOn: ["spec.selector"],
    check: (inputs) => [...checkSelector(inputs), ...checkContainers(inputs)],
    admit: admitPods,
    outputs: rolledOut({ progressDeadlineSeconds: 600, revisionHistoryLimit: 10 }, [
      "availableReplicas",
      "readyReplicas",
      "replicas",
      "updatedReplicas",
    ]),
  }),
  kind({
    token: STATEFUL_SET,
    plural: "statefulsets",
    names: "subdomain",
    replaceOn: [
      "spec.podManagementPolicy",
      "spec.revisionHistoryLimit",
      "spec.selector",
      "spec.serviceName",
      "spec.volumeClaimTemplates",
    ],
    check: (inputs) => [...checkSelector(inputs), ...checkContainers(inputs)],
    admit: admitPods,
    outputs: rolledOut({ podManagementPolicy: "OrderedReady", revisionHistoryLimit: 10 }, [
      "availableReplicas",
      "readyReplicas",
      "replicas",
      "updatedReplicas",
    ]),
  }),
  kind({
    token: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    plural: "horizontalpodautoscalers",
    names: "subdomain",
    check: checkScaling,
    outputs: (inputs) => ({ spec: { minReplicas: 1, ...propertiesOf(inputs["spec"]) } }),
  }),
  kind({
    token: "kubernetes:policy/v1:PodDisruptionBudget",
    plural: "poddisruptionbudgets",
    names: "subdomain",
    check: checkBudget,
  }),
  kind({
    token: "kubernetes:scheduling.k8s.io/v1:PriorityClass",
    plural: "priorityclasses",
    names: "subdomain",
    clusterWide: true,
    immutable: ["value", "preemptionPolicy"],
    builtin: builtinPriority,
    check: checkPriority,
    outputs: (inputs) => ({ preemptionPolicy: inputs["preemptionPolicy"] ?? "PreemptLowerPriority" }),
  }),
];
