import { isIP } from "node:net";

import { contains } from "../../core/network/cidrBlock.ts";

/** A selector of labels; an empty one takes everything (Kubernetes API reference, LabelSelector). */
interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface PolicyPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface PolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** A NetworkPolicy of `networking.k8s.io/v1`, as a server gives it or a program writes it. */
export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector?: Selector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
    readonly egress?: readonly { readonly to?: readonly PolicyPeer[]; readonly ports?: readonly PolicyPort[] }[];
  };
}

/** A namespace; the label with its name, which the API server sets, need not be given. */
export interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A pod that is in the pod network, so none with `hostNetwork`: those are their node to policies. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Its IP address; blocks of addresses take it too where it is given. */
  readonly address?: string;
  /** The ports that its containers name. */
  readonly ports?: readonly { readonly name: string; readonly containerPort: number; readonly protocol?: string }[];
}

/** One end of a connection: a pod, or an IP address that is no pod's. */
export type End = Pod | string;

/** Transport protocols that policies tell apart. */
export const protocols = ["TCP", "UDP", "SCTP"] as const;

/** A transport protocol that policies tell apart. */
export type Protocol = (typeof protocols)[number];

/** Whether a connection can be opened, and which policies decide it. */
export interface Verdict {
  readonly allowed: boolean;
  readonly because: string;
}

/**
 * Whether one end can open a connection to another, by what network policies mean (Kubernetes documentation, "Network Policies"; API
 * reference, NetworkPolicy v1): a direction of a pod is open until a policy selects the pod for it, then open for what any such policy
 * says; a connection has to be open at both of its pods. A pod always reaches itself. A block of addresses is taken to mean pods
 * as well, as most network plugins have it. That a node always reaches its own pods, and they it, is not told here.
 *
 * @param policies all of the cluster, or at least those in the namespaces of the two ends.
 * @param port at the end that is connected to.
 * @throws TypeError when a policy has what the API server refuses, or a pod's namespace is not among those given.
 */
export function allowed(
  policies: readonly NetworkPolicy[],
  namespaces: readonly Namespace[],
  from: End,
  to: End,
  port: number,
  protocol: Protocol = "TCP",
): Verdict {
  return between(policies, namespaces, from, to)(port, protocol);
}

/** What {@link allowed} says of two ends, for whatever port and protocol: what does not depend on these is looked at once. */
export function between(
  policies: readonly NetworkPolicy[],
  namespaces: readonly Namespace[],
  from: End,
  to: End,
): (port: number, protocol: Protocol) => Verdict {
  if (typeof from !== "string" && typeof to !== "string" && nameOf(from) === nameOf(to)) {
    return () => ({ allowed: true, because: "a pod reaches itself" });
  }
  const labelsOf = (name: string): Readonly<Record<string, string>> => namespaceLabels(namespaces, name);
  const directions = [
    ...(typeof from === "string" ? [] : [oneDirection("Egress", from, to, policies, labelsOf)]),
    ...(typeof to === "string" ? [] : [oneDirection("Ingress", to, from, policies, labelsOf)]),
  ];
  return (port, protocol) => {
    const verdicts = directions.map((verdictOn) => verdictOn({ end: to, port, protocol }));
    const denied = verdicts.find((verdict) => !verdict.allowed);
    if (denied !== undefined) return denied;
    return { allowed: true, because: verdicts.map(({ because }) => because).join("; ") || "neither end is a pod" };
  };
}

/** Where a connection goes. */
interface Target {
  readonly end: End;
  readonly port: number;
  readonly protocol: Protocol;
}

type LabelsOf = (namespace: string) => Readonly<Record<string, string>>;

function oneDirection(
  direction: "Ingress" | "Egress",
  pod: Pod,
  peer: End,
  policies: readonly NetworkPolicy[],
  labelsOf: LabelsOf,
): (target: Target) => Verdict {
  labelsOf(pod.namespace);
  const what = `${direction.toLowerCase()} of ${nameOf(pod)}`;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      typesOf(spec).includes(direction) &&
      selects(spec.podSelector ?? {}, pod.labels),
  );
  if (selecting.length === 0) return () => ({ allowed: true, because: `${what}: no policy selects it` });
  const names = (of: readonly NetworkPolicy[]): string => of.map(({ metadata }) => metadata.name).join(", ");
  const permitting = selecting.map((policy) => ({
    policy,
    portsOfRules: rulesOf(policy, direction)
      .filter(
        ({ peers }) =>
          peers.length === 0 || peers.some((one) => isPeer(one, peer, policy.metadata.namespace, labelsOf)),
      )
      .map(({ ports }) => ports),
  }));
  return (target) => {
    const open = permitting.filter(({ portsOfRules }) =>
      portsOfRules.some((ports) => ports.length === 0 || ports.some((one) => isPort(one, target))),
    );
    return open.length > 0
      ? { allowed: true, because: `${what}: ${names(open.map(({ policy }) => policy))}` }
      : { allowed: false, because: `${what}: no rule of ${names(selecting)}` };
  };
}

/** The directions that a policy closes; without a word on it ingress, and egress where it has rules for that. */
function typesOf({ policyTypes = [], egress = [] }: NetworkPolicy["spec"]): readonly string[] {
  if (policyTypes.length > 0) return policyTypes;
  return egress.length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
}

function rulesOf(
  { spec }: NetworkPolicy,
  direction: "Ingress" | "Egress",
): { readonly peers: readonly PolicyPeer[]; readonly ports: readonly PolicyPort[] }[] {
  return direction === "Ingress"
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }));
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: PolicyPeer,
  end: End,
  namespace: string,
  labelsOf: LabelsOf,
): boolean {
  if (ipBlock !== undefined) {
    if (podSelector !== undefined || namespaceSelector !== undefined) throw new TypeError("a peer has a block alone");
    const address = typeof end === "string" ? end : end.address;
    if (address === undefined) return false;
    return isIn(ipBlock.cidr, address) && !(ipBlock.except ?? []).some((block) => isIn(block, address));
  }
  if (podSelector === undefined && namespaceSelector === undefined) throw new TypeError("a peer says nothing");
  if (typeof end === "string") return false;
  const inNamespace =
    namespaceSelector === undefined ? end.namespace === namespace : selects(namespaceSelector, labelsOf(end.namespace));
  return inNamespace && selects(podSelector ?? {}, end.labels);
}

function isIn(block: string, address: string): boolean {
  const length = { 4: 32, 6: 128 }[isIP(address)];
  if (length === undefined) throw new TypeError(`${address} is no IP address`);
  return contains(block, `${address}/${String(length)}`);
}

function isPort({ protocol = "TCP", port, endPort }: PolicyPort, target: Target): boolean {
  if (protocol !== target.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === "number") return target.port >= port && target.port <= (endPort ?? port);
  // A name means what the pod that is connected to gives it; an address has no names.
  if (endPort !== undefined) throw new TypeError("a range of ports begins with a number");
  const named = typeof target.end === "string" ? [] : (target.end.ports ?? []);
  return named.some(
    (one) => one.name === port && one.containerPort === target.port && (one.protocol ?? "TCP") === protocol,
  );
}

function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const valueOf = (key: string): string | undefined => (Object.hasOwn(labels, key) ? labels[key] : undefined);
  return (
    Object.entries(matchLabels).every(([key, value]) => valueOf(key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = valueOf(key);
      switch (operator) {
        case "In":
          return value !== undefined && values.includes(value);
        case "NotIn":
          return value === undefined || !values.includes(value);
        case "Exists":
          return value !== undefined;
        case "DoesNotExist":
          return value === undefined;
        default:
          throw new TypeError(`the operator ${operator} is none of a selector's`);
      }
    })
  );
}

function namespaceLabels(namespaces: readonly Namespace[], name: string): Readonly<Record<string, string>> {
  const found = namespaces.find((namespace) => namespace.name === name);
  if (found === undefined) throw new TypeError(`the namespace ${name} is not known`);
  return { ...found.labels, "kubernetes.io/metadata.name": name };
}

function nameOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}
