import type { RenderedResource } from "../../results/renderedResource.ts";
import { listAt, valueAt } from "../properties.ts";
import type { Rule, Violation } from "../rule.ts";

/** Where in each type the spec of its pods stands (Kubernetes API reference, "Workload Resources"). */
const specs: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:apps/v1:DaemonSet": ["spec", "template", "spec"],
  "kubernetes:apps/v1:Deployment": ["spec", "template", "spec"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template", "spec"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template", "spec"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
  "kubernetes:batch/v1:Job": ["spec", "template", "spec"],
  "kubernetes:core/v1:Pod": ["spec"],
  "kubernetes:core/v1:ReplicationController": ["spec", "template", "spec"],
};

/** Type tokens of whatever runs pods. */
export const workloadTypes = Object.keys(specs);

/** A pod's spec, or one container of it. */
export interface PodPart {
  readonly kind: "pod" | "container";
  /** Where it stands in the resource, dotted. */
  readonly at: string;
  readonly value: unknown;
}

/** What a workload says of its pods. */
export interface PodParts {
  readonly pod: PodPart;
  /** Those that start first and those that stay; ones for debugging cannot be there from the start. */
  readonly containers: readonly PodPart[];
}

/** The spec of a workload's pods and its containers. Where there is no list of containers, an empty one stands for it. */
export function podOf({ type, inputs }: RenderedResource): PodParts {
  const path = specs[type] ?? [];
  const at = path.join(".");
  const value = valueAt(inputs, ...path);
  const containersOf = (list: string): PodPart[] =>
    listAt(value, list).map((container, index) => ({
      kind: "container",
      at: `${at}.${list}.${String(index)}`,
      value: container,
    }));
  const containers = containersOf("containers");
  const missing: PodPart = { kind: "container", at: `${at}.containers.0`, value: undefined };
  return {
    pod: { kind: "pod", at, value },
    containers: [...containersOf("initContainers"), ...(containers.length === 0 ? [missing] : containers)],
  };
}

/** A rule about the pods of every workload, each by itself. */
export function podRule(
  rule: Omit<Rule, "resourceTypes" | "looksAt" | "settings" | "check"> & {
    readonly check: (parts: PodParts) => Violation[];
  },
): Rule {
  return {
    ...rule,
    resourceTypes: workloadTypes,
    looksAt: "resource",
    check: (resource) => rule.check(podOf(resource)),
  };
}

/** The value at a dotted path of a part. */
export function partValue({ value }: PodPart, property: string): unknown {
  return valueAt(value, ...property.split("."));
}

/** A violation of one property of a part; `should` ends the sentence that begins with the property. */
export function wrong({ kind, at }: PodPart, property: string, should: string): Violation {
  return { property: `${at}.${property}`, message: `${property} of a ${kind} should ${should}.` };
}

/** A violation unless the property is absent or false. */
export function mustBeOff(part: PodPart, property: string): Violation[] {
  const value = partValue(part, property);
  return value === undefined || value === null || value === false ? [] : [wrong(part, property, "be false")];
}

/** What counts for a container: its own security context's value, or the pod's where it has none (Kubernetes API reference, `SecurityContext`). */
export function securityOf(pod: PodPart, container: PodPart, property: string): unknown {
  const path = `securityContext.${property}`;
  return partValue(container, path) ?? partValue(pod, path);
}
