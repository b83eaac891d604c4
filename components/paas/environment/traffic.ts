import type { PlanProblem } from "../../../core/kinds/serviceKind.ts";
import { contains } from "../../../core/network/cidrBlock.ts";
import type { EnvironmentOrder } from "./order.ts";

/** Where pods may open connections to outside their environment. */
export interface EgressRule {
  readonly cidr: string;
  /** Blocks inside it that stay closed. */
  readonly except: readonly string[];
  readonly protocol: "TCP" | "UDP";
  readonly ports: readonly number[];
}

/**
 * What no environment may reach by address. Pods, services and nodes of a cluster have private addresses, and what a cloud tells
 * its machines alone has link-local ones (IANA IPv4 Special-Purpose Address Registry; RFC 1918, 3927 and 6598); what Azure
 * tells its machines has a public one (Azure documentation, "What is IP address 168.63.129.16?").
 */
export const closedBlocks: readonly { readonly cidr: string; readonly what: string }[] = [
  { cidr: "0.0.0.0/8", what: "this network" },
  { cidr: "10.0.0.0/8", what: "private addresses, the cluster's own among them" },
  { cidr: "100.64.0.0/10", what: "shared addresses, which clusters have for their pods" },
  { cidr: "127.0.0.0/8", what: "the machine itself" },
  { cidr: "168.63.129.16/32", what: "the address at which Azure answers its machines" },
  {
    cidr: "169.254.0.0/16",
    what: "link-local addresses, a cloud's metadata and credentials at 169.254.169.254 among them",
  },
  { cidr: "172.16.0.0/12", what: "private addresses, the cluster's own among them" },
  { cidr: "192.0.0.0/24", what: "addresses of protocols" },
  { cidr: "192.168.0.0/16", what: "private addresses, the cluster's own among them" },
  { cidr: "198.18.0.0/15", what: "addresses for benchmarks, which clusters have for their pods" },
  { cidr: "224.0.0.0/4", what: "multicast" },
  { cidr: "240.0.0.0/4", what: "reserved addresses, which clusters have for their pods" },
];

/** The rules that are ordered, with what stays closed inside them. */
export function egressRules({ egress }: Pick<EnvironmentOrder, "egress">): EgressRule[] {
  return egress.map(({ cidr, protocol, ports }) => ({
    cidr,
    except: closedBlocks.filter((closed) => contains(cidr, closed.cidr)).map((closed) => closed.cidr),
    protocol,
    ports,
  }));
}

/** All that is wrong with declared egress. */
export function checkEgress({ egress }: Pick<EnvironmentOrder, "egress">): PlanProblem[] {
  return egress.flatMap(({ cidr, protocol, ports }, index): PlanProblem[] => {
    const path = ["egress", index];
    const closed = closedBlocks.find((block) => contains(block.cidr, cidr));
    const same = egress.findIndex((other) => other.cidr === cidr && other.protocol === protocol);
    return [
      ...(closed === undefined
        ? []
        : [
            {
              concern: "network",
              path: [...path, "cidr"],
              message: `${cidr} lies in ${closed.cidr}: ${closed.what}.`,
              allowed: "public addresses",
              fix: "Remove it, or name the public address of what the pods are to reach.",
            } as const,
          ]),
      ...(same === index
        ? []
        : [
            {
              concern: "network",
              path: [...path, "cidr"],
              message: `${protocol} to ${cidr} is ordered twice.`,
              fix: "Put the ports of the two into one list.",
            } as const,
          ]),
      ...ports.flatMap((port, at): PlanProblem[] => {
        if (ports.indexOf(port) === at) return [];
        const message = `The port ${String(port)} is ordered twice.`;
        return [{ concern: "network", path: [...path, "ports", at], message, fix: "Remove one of the two." }];
      }),
    ];
  });
}
