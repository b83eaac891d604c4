import { tenantKey } from "../../components/shared/clusterObjects.ts";
import { between, protocols, type Namespace, type NetworkPolicy, type Pod, type Protocol } from "./networkPolicies.ts";

/** A way from one pod to another that is open. */
export interface NetworkPath {
  /** `namespace/name` of the pod that connects. */
  readonly from: string;
  /** `namespace/name` of the pod that is connected to. */
  readonly to: string;
  /** The first port of a range of open ones. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The policies that open it. */
  readonly because: string;
}

/** Every open way from a pod of one tenant to a pod of another, by the tenants' labels on namespaces; none where tenants are apart. */
export function crossTenantPaths(
  policies: readonly NetworkPolicy[],
  namespaces: readonly Namespace[],
  pods: readonly Pod[],
): NetworkPath[] {
  const tenants = new Map(namespaces.map(({ name, labels }) => [name, labels[tenantKey]]));
  return openPaths(policies, namespaces, pods, (from, to) => {
    const [first, second] = [tenants.get(from.namespace), tenants.get(to.namespace)];
    return first !== undefined && second !== undefined && first !== second;
  });
}

/** Every open way between two pods that are looked at, on all ports: one path for each range of ports that are open alike. */
export function openPaths(
  policies: readonly NetworkPolicy[],
  namespaces: readonly Namespace[],
  pods: readonly Pod[],
  isLookedAt: (from: Pod, to: Pod) => boolean,
): NetworkPath[] {
  const ports = tellingPorts(policies, pods);
  const byNamespace = Map.groupBy(policies, ({ metadata }) => metadata.namespace);
  return pods.flatMap((from) =>
    pods
      .filter((to) => to !== from && isLookedAt(from, to))
      .flatMap((to) => {
        const spaces = new Set([from.namespace, to.namespace]);
        const own = [...spaces].flatMap((name) => byNamespace.get(name) ?? []);
        const verdictOn = between(own, namespaces, from, to);
        return protocols.flatMap((protocol) =>
          ports.flatMap((port): NetworkPath[] => {
            const verdict = verdictOn(port, protocol);
            if (!verdict.allowed) return [];
            const [first, second] = [from, to].map(({ namespace, name }) => `${namespace}/${name}`);
            return [{ from: first ?? "", to: second ?? "", port, protocol, because: verdict.because }];
          }),
        );
      }),
  );
}

/**
 * Ports that stand for all: between two neighbours of the list no policy tells ports apart, so what holds of the first of a range
 * holds of the rest. Ascending.
 */
export function tellingPorts(policies: readonly NetworkPolicy[], pods: readonly Pod[]): number[] {
  const inPolicies = policies.flatMap(({ spec: { ingress = [], egress = [] } }) =>
    [...ingress, ...egress].flatMap(({ ports = [] }) =>
      ports.flatMap(({ port, endPort }) => (typeof port === "number" ? [port, (endPort ?? port) + 1] : [])),
    ),
  );
  const inPods = pods.flatMap(({ ports = [] }) =>
    ports.flatMap(({ containerPort }) => [containerPort, containerPort + 1]),
  );
  const all = new Set([1, ...inPolicies, ...inPods]);
  return [...all].filter((port) => port <= 65_535).toSorted((a, b) => a - b);
}
