import { z } from "zod";

import { cidrBlock, contains, overlaps } from "../../../core/network/cidrBlock.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import { type Rule, ruleWithSettings, type Violation } from "../../../core/policies/rule.ts";
import type { StackOwner } from "../../../core/policies/stackOwner.ts";
import { isNarrowPeer, networkPolicyType } from "./networkPeers.ts";

const settings = z.strictObject({
  closed: z
    .array(cidrBlock)
    .default([])
    .describe("Further addresses that no pod may reach, such as public ones that a cluster has for its own."),
});

/**
 * Addresses of clusters and of what clouds tell their machines (IANA IPv4 Special-Purpose Address Registry; RFC 1918, 3927 and 6598;
 * Azure documentation, "What is IP address 168.63.129.16?").
 */
const closedBlocks = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Ports of a cluster's API, which a database's pods have to reach at an address that no policy can name. */
const apiPorts: readonly unknown[] = [443, 6443];

/** Nobody gets out to the cluster's own addresses, nor to other tenants. */
export const networkEgressNarrow: Rule = ruleWithSettings({
  id: "isolation/network-egress-narrow",
  title: "Network policies lead to no other tenant, no node and no cloud's metadata",
  severity: "critical",
  rationale:
    "A pod that reaches private addresses reaches nodes and neighbours, and at 169.254.169.254 the node's own rights on its cloud (Amazon EKS Best Practices, restrict access to the instance profile).",
  remediation:
    "Name in to where it is open to, with ports: pods by labels, or public addresses without the private and link-local ones, which except leaves out.",
  controls: [iso27001("A.8.22"), soc2("CC6.6")],
  resourceTypes: [networkPolicyType],
  looksAt: "resource",
  settings,
  check({ inputs }, { owner, settings: { closed } }) {
    const blocks = [...closedBlocks, ...closed];
    const isOfDatabase = typeof valueAt(inputs, "spec", "podSelector", "matchLabels", "cnpg.io/cluster") === "string";
    return listAt(inputs, "spec", "egress").flatMap((rule, index) => {
      const at = `spec.egress.${String(index)}`;
      const peers = listAt(rule, "to");
      if (peers.length > 0) {
        return peers.flatMap((peer, place) => judgePeer(peer, `${at}.to.${String(place)}`, rule, owner, blocks));
      }
      if (isOfDatabase && portsOf(rule).every((port) => apiPorts.includes(port)) && portsOf(rule).length > 0) return [];
      return [{ property: `${at}.to`, message: "to of a rule should say where it leads." }];
    });
  },
});

function judgePeer(
  peer: unknown,
  at: string,
  rule: unknown,
  owner: StackOwner,
  blocks: readonly string[],
): Violation[] {
  const block = valueAt(peer, "ipBlock");
  if (block === undefined) {
    return isNarrowPeer(peer, owner)
      ? []
      : [{ property: at, message: "to of a rule should lead to no other tenant's pods." }];
  }
  const property = `${at}.ipBlock.cidr`;
  const cidr = cidrBlock.safeParse(valueAt(block, "cidr")).data;
  if (cidr === undefined) return [{ property, message: "cidr of an ipBlock should be an IPv4 network." }];
  const left = listAt(block, "except").flatMap((except) => cidrBlock.safeParse(except).data ?? []);
  const open = blocks.some((closed) => overlaps(cidr, closed) && !left.some((except) => contains(except, closed)));
  return [
    ...(open
      ? [
          {
            property,
            message:
              "cidr of an ipBlock should have no private or link-local addresses but for what except leaves out.",
          },
        ]
      : []),
    ...(portsOf(rule).length === 0
      ? [
          {
            property: at.replace(/\.to\.\d+$/, ".ports"),
            message: "ports of a rule that leads to addresses should be set.",
          },
        ]
      : []),
  ];
}

/** The ports of a rule; one of another protocol than TCP, or a range, is a port of no API. */
function portsOf(rule: unknown): unknown[] {
  return listAt(rule, "ports").map((entry) => {
    const isSingle = valueAt(entry, "endPort") === undefined && (valueAt(entry, "protocol") ?? "TCP") === "TCP";
    return isSingle ? valueAt(entry, "port") : "other";
  });
}
