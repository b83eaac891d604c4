import { NetworkPolicy } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { networking } from "@pulumi/kubernetes/types/input.js";
import * as pulumi from "@pulumi/pulumi";

import { objectMetadata, type ObjectPlace } from "../environment/metadata.ts";
import type { DatabasePlan } from "./plan.ts";

/** Arguments of {@link DatabaseOpenings}. */
export interface DatabaseOpeningsArgs extends ObjectPlace {
  readonly database: Pick<DatabasePlan, "cluster" | "operatorNamespace">;
}

/**
 * What a database's pods need beyond what is open in every environment: the operator looks at them, by their status and as a client
 * (CloudNativePG documentation, "Networking"), and each of them talks to the cluster's API, at an address that no manifest knows and
 * that some networks do not count among addresses at all. So that is open by its ports alone.
 */
export class DatabaseOpenings extends pulumi.ComponentResource {
  /** The policies; the database comes after them. */
  readonly policies: readonly NetworkPolicy[];

  constructor(name: string, args: DatabaseOpeningsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:paas:DatabaseOpenings", name, {}, opts);
    const { cluster, operatorNamespace } = args.database;
    const podSelector = { matchLabels: { "cnpg.io/cluster": cluster } };
    const open = (what: string, spec: Omit<networking.v1.NetworkPolicySpec, "podSelector">): NetworkPolicy => {
      const object = `allow-${what}`;
      const policy = { metadata: objectMetadata(args, object), spec: { podSelector, ...spec } };
      return new NetworkPolicy(`${name}-${object}`, policy, { parent: this });
    };
    this.policies = [
      open("database-operator", {
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": operatorNamespace } },
                podSelector: { matchLabels: { "app.kubernetes.io/name": "cloudnative-pg" } },
              },
            ],
            ports: tcp(8000, 5432),
          },
        ],
      }),
      open("database-api", { policyTypes: ["Egress"], egress: [{ ports: tcp(443, 6443) }] }),
    ];
    this.registerOutputs({});
  }
}

function tcp(...ports: number[]): networking.v1.NetworkPolicyPort[] {
  return ports.map((port) => ({ protocol: "TCP", port }));
}
