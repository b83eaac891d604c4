import type { TierOffer, TradeOff } from "../../core/kinds/serviceKind.ts";
import { databaseTradeOffs } from "./database/tradeOffs.ts";
import type { PaasFeatures } from "./kind.ts";

/** What a tier of the platform leaves open. */
export function tradeOffs({ features }: TierOffer<unknown, PaasFeatures>): TradeOff[] {
  const { podSecurity, containerMaximum, nodes, spread } = features;
  return [
    ...(podSecurity === "baseline"
      ? [
          {
            title: "Pods may run as root",
            text: "The Pod Security Standard is baseline: it keeps pods from the node, not processes from being root in their containers. A tier with restricted does that too.",
          },
        ]
      : []),
    ...(nodes === "shared"
      ? [
          {
            title: "Shared nodes",
            text: "Pods of several tenants run on one node and share its kernel. Namespaces, quotas and closed networks keep them apart; a flaw in the kernel would not be stopped by them. A tier with nodes of the tenant's own does.",
          },
        ]
      : []),
    ...(spread === "none"
      ? [
          {
            title: "Pods of an app may share a node",
            text: "Nothing spreads the pods of one app, so that all may be away with one node. A tier that spreads them over nodes or zones puts them apart, as far as there is room.",
          },
        ]
      : []),
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
      title: "Policies of the cell",
      text: "Which images, hosts, volumes, priorities and nodes pods may have is held to by policies that the stack of the cell brings. A cluster on which somebody has removed them holds to roles, quotas and Pod Security alone.",
    },
    {
      title: "Suspended pods run on",
      text: "While a tenant is suspended, apps and databases of the platform are stopped, no pod starts and none is reached or reaches anything; pods that the customer has started itself stay until they end or their node is drained.",
    },
    ...databaseTradeOffs(features),
  ];
}
