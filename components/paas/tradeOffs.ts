import type { TierOffer, TradeOff } from "../../core/kinds/serviceKind.ts";
import type { EnvironmentFeatures } from "./environment/order.ts";

/** What a tier of the platform leaves open. */
export function tradeOffs({ features }: TierOffer<unknown, EnvironmentFeatures>): TradeOff[] {
  const { podSecurity, containerMaximum } = features;
  return [
    ...(podSecurity === "baseline"
      ? [
          {
            title: "Pods may run as root",
            text: "The Pod Security Standard is baseline: it keeps pods from the node, not processes from being root in their containers. A tier with restricted does that too.",
          },
        ]
      : []),
    {
      title: "Shared nodes",
      text: "Pods of several tenants run on one node and share its kernel. Namespaces, quotas and closed networks keep them apart; a flaw in the kernel would not be stopped by them.",
    },
    ...(containerMaximum === undefined
      ? [
          {
            title: "One container may take all",
            text: "A container may ask for all that its environment has, and then nothing beside it starts. A tier with containerMaximum bounds it.",
          },
        ]
      : []),
    {
      title: "One network in an environment",
      text: "All pods of an environment reach each other. What has to be kept apart belongs into an environment of its own.",
    },
    {
      title: "Egress by address",
      text: "Egress is declared by addresses and ports, not by hosts' names, and reaches everything that answers there, the public address of a cluster's own API too. DNS is asked through the cluster's servers, which ask any other for whoever asks them.",
    },
    {
      title: "Developers see every secret",
      text: "The roles developer and admin read and write all secrets of an environment, and start pods with any of its accounts, none of which may do anything on the cluster.",
    },
    {
      title: "Volumes are kept by convention",
      text: "Only the role admin deletes claims of volumes. A developer can write a stateful set that deletes its own when it goes, and can empty every volume from a pod.",
    },
    {
      title: "Addresses of services",
      text: "A developer may give a service outside addresses or an outside name. A cluster that does not refuse the first, by its DenyServiceExternalIPs admission, leads its nodes' own traffic to such addresses into the environment.",
    },
    {
      title: "Suspended pods run on",
      text: "While a tenant is suspended, no pod starts and none is reached or reaches anything; those that run stay until they end or their node is drained, because workloads are the customer's.",
    },
  ];
}
