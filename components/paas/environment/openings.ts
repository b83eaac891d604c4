import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { networking } from "@pulumi/kubernetes/types/input.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "./metadata.ts";
import { gatewayLabel } from "../../shared/clusterObjects.ts";
import type { EgressRule } from "./traffic.ts";

/** Arguments of {@link NetworkOpenings}. */
export interface NetworkOpeningsArgs extends ObjectPlace {
  /** Where pods may open connections to outside. */
  readonly egress: readonly EgressRule[];
}

/**
 * What is open of an environment that denies all else: its own pods among each other, names by the cluster's DNS, requests from
 * the cell's gateway, and what is declared. Policies add up, so each is a permission of its own.
 */
export class NetworkOpenings extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkOpeningsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:NetworkOpenings", name, {}, opts);
    const open = (what: string, spec: Omit<networking.v1.NetworkPolicySpec, "podSelector">): void => {
      const object = `allow-${what}`;
      const policy = { metadata: objectMetadata(args, object), spec: { podSelector: {}, ...spec } };
      new NetworkPolicy(`${name}-${object}`, policy, { parent: this });
    };
    open("same-environment", {
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    });
    open("dns", { policyTypes: ["Egress"], egress: [dns] });
    open("gateway", {
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: gatewayLabel } }] }],
    });
    if (args.egress.length > 0) open("egress", { policyTypes: ["Egress"], egress: args.egress.map(egressTo) });
    this.registerOutputs({});
  }
}

/**
 * The cluster's DNS servers: the API server labels a namespace with its name (Kubernetes documentation, "Well-Known Labels"), and
 * CoreDNS is installed with the label of its predecessor ("Customizing DNS Service").
 */
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

function egressTo({ cidr, except, protocol, ports }: EgressRule): networking.v1.NetworkPolicyEgressRule {
  return {
    to: [{ ipBlock: { cidr, ...(except.length > 0 && { except: [...except] }) } }],
    ports: ports.map((port) => ({ protocol, port })),
  };
}
