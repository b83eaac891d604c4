import type { ClusterObject } from "./objects.ts";
import type { Namespace, NetworkPolicy, Pod } from "../networkPolicies.ts";

/** What decides traffic on a cluster, and between whom. */
export interface Traffic {
  readonly policies: readonly NetworkPolicy[];
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
}

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers: readonly {
    readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
  }[];
}

/** Traffic by all objects of a cluster; named ports alone tell anything, so pods' others are left out. */
export function trafficOf(objects: readonly ClusterObject[]): Traffic {
  const of = (resource: string): ClusterObject[] => objects.filter((object) => object.resource === resource);
  return {
    policies: of("networkpolicies.networking.k8s.io") as unknown as NetworkPolicy[],
    namespaces: of("namespaces").map(({ metadata: { name, labels = {} } }) => ({ name, labels })),
    pods: of("pods").map(({ metadata: { name, namespace = "", labels = {} }, spec, status }): Pod => {
      const { podIP } = status as { readonly podIP?: string };
      const ports = (spec as PodSpec).containers.flatMap(({ ports: all = [] }) =>
        all.flatMap(({ name: portName, ...port }) => (portName === undefined ? [] : [{ name: portName, ...port }])),
      );
      return { name, namespace, labels, ports, ...(podIP !== undefined && { address: podIP }) };
    }),
  };
}
