import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { listAt, oneOrMany, valueAt } from "../../../core/policies/properties.ts";

/** Traffic that a security group lets through, in whatever resource it is written. */
export interface LetThrough {
  readonly direction: "ingress" | "egress";
  /** Where it may come from or go to, by property. */
  readonly peers: readonly { readonly property: string; readonly cidr: unknown }[];
  /** The ports; undefined for a protocol that has none. */
  readonly ports: PortRange | undefined;
}

/** Ports from one to another, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

const single = {
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "ingress",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "egress",
} as const;

/** The types that {@link letThrough} reads: rules that stand alone, and groups with rules in them. */
export const securityGroupTypes = [
  ...Object.keys(single),
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
];

/** What a resource of {@link securityGroupTypes} lets through. What is no rule at all lets everything through. */
export function letThrough({ type, inputs }: RenderedResource): LetThrough[] {
  if (Object.hasOwn(single, type)) {
    const peers = ["cidrIpv4", "cidrIpv6"].map((property) => ({ property, cidr: valueAt(inputs, property) }));
    return [{ direction: single[type as keyof typeof single], peers, ports: portsOf(inputs, "ipProtocol") }];
  }
  if (type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
    const direction = valueAt(inputs, "type") === "egress" ? "egress" : "ingress";
    return [{ direction, peers: cidrsOf(inputs, ""), ports: portsOf(inputs, "protocol") }];
  }
  return (["ingress", "egress"] as const).flatMap((direction) =>
    listAt(inputs, direction).map((rule) => ({
      direction,
      peers: cidrsOf(rule, `${direction}.`),
      ports: portsOf(rule, "protocol"),
    })),
  );
}

/** The properties by which a resource lets everywhere through in a direction, to or from ports that are asked about. */
export function openToEverywhere(
  resource: RenderedResource,
  wanted: LetThrough["direction"],
  concerns: (ports: PortRange | undefined) => boolean,
): string[] {
  return letThrough(resource)
    .filter(({ direction, ports }) => direction === wanted && concerns(ports))
    .flatMap(({ peers }) => peers.filter(({ cidr }) => isEverywhere(cidr)).map(({ property }) => property));
}

/** True for a range of one port, which is among these. */
export function isSingle(ports: PortRange | undefined, among: readonly number[]): boolean {
  return ports !== undefined && ports.from === ports.to && among.includes(ports.from);
}

function cidrsOf(rule: unknown, at: string): LetThrough["peers"] {
  return ["cidrBlocks", "ipv6CidrBlocks"].flatMap((name) =>
    oneOrMany(valueAt(rule, name)).map((cidr) => ({ property: at + name, cidr })),
  );
}

const allPorts: PortRange = { from: 0, to: 65_535 };

/** The ports of a rule by its protocol, which has a name or a number (Amazon EC2 API Reference, IpPermission). Ports that are no numbers are all. */
function portsOf(rule: unknown, property: string): PortRange | undefined {
  const protocol = valueAt(rule, property);
  switch (typeof protocol === "string" ? protocol.toLowerCase() : String(protocol)) {
    case "icmp":
    case "1":
    case "icmpv6":
    case "58":
      return undefined;
    case "tcp":
    case "6":
    case "udp":
    case "17": {
      const [from, to] = [valueAt(rule, "fromPort"), valueAt(rule, "toPort")];
      return typeof from === "number" && typeof to === "number" ? { from, to } : allPorts;
    }
    default:
      return allPorts;
  }
}

/**
 * True for a block of so many addresses that it is no network of anybody's: everywhere, or half of it. So two halves are no way
 * around a rule about everywhere. The largest blocks of private addresses are 10.0.0.0/8 (RFC 1918) and fc00::/7 (RFC 4193).
 */
export function isEverywhere(cidr: unknown): boolean {
  if (typeof cidr !== "string") return false;
  const length = Number(cidr.slice(cidr.lastIndexOf("/") + 1));
  return cidr.includes("/") && length < (cidr.includes(":") ? 7 : 8);
}
