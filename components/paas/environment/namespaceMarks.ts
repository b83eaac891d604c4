import { hostsKey, nodesKey, priorityKey, registriesKey } from "../../shared/clusterObjects.ts";
import { ownership } from "../../shared/ownership.ts";
import type { EnvironmentsPlan } from "./plan.ts";

/** Labels of an environment's namespace: what the cluster enforces there, and where its pods belong. */
export function namespaceLabels({
  podSecurity,
  nodes,
  priority,
}: Pick<EnvironmentsPlan, "podSecurity" | "nodes" | "priority">): Record<string, string> {
  return {
    // Kubernetes documentation, "Pod Security Admission".
    "pod-security.kubernetes.io/enforce": podSecurity,
    "pod-security.kubernetes.io/audit": podSecurity,
    "pod-security.kubernetes.io/warn": podSecurity,
    [nodesKey]: nodes,
    [priorityKey]: priority,
  };
}

/** Annotations of an environment's namespace: what the cluster's policies let in there beside what they let in anywhere. */
export function namespaceAnnotations({
  hosts,
  registries,
}: {
  readonly hosts: readonly string[];
  readonly registries: readonly string[];
}): Record<string, string> {
  return {
    ...ownership,
    ...(hosts.length > 0 && { [hostsKey]: hosts.join(",") }),
    ...(registries.length > 0 && { [registriesKey]: registries.join(",") }),
  };
}
