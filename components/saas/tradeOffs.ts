import type { TierOffer, TradeOff } from "../../core/kinds/serviceKind.ts";
import { databaseTradeOffs } from "../paas/database/tradeOffs.ts";
import type { SaasFeatures } from "./order.ts";

/** What a tier of an application leaves open. */
export function tradeOffs({ features }: TierOffer<unknown, SaasFeatures>): TradeOff[] {
  const { pool, nodes } = features;
  return [
    ...(pool === undefined
      ? []
      : [
          {
            title: "One application for all",
            text: "Tenants share pods and a database. Rows are kept apart by the database, by the role that the application takes for each request; who gets the application to run code of theirs may take another role. A tier with an application of the tenant's own keeps that in one tenant.",
          },
          {
            title: "Limits are the application's to keep",
            text: "How many users, how much data and how many requests a tenant has stands in its record, and the application refuses more. Nothing of the cluster bounds one tenant of a pool, and one that asks for much makes others wait.",
          },
          {
            title: "Rows go with the application",
            text: "When a tenant leaves, its record is deleted and that is certified; its rows are deleted by whoever operates the application, when they see that the record is gone.",
          },
          {
            title: "Versions share a database",
            text: "All versions of the tier that a cell hosts use one database, so that each migration has to suit the version before it and the one after.",
          },
        ]),
    ...(pool === undefined && nodes === "shared"
      ? [
          {
            title: "Shared nodes",
            text: "Pods of several tenants run on one node and share its kernel. A tier with nodes of the tenant's own keeps them apart there too.",
          },
        ]
      : []),
    {
      title: "Moving between a pool and an application of one's own",
      text: "No move carries a tenant's data from the rows of a pool into a database of its own, or back: it is exported and imported, by order, beside what runs.",
    },
    ...databaseTradeOffs(features),
  ];
}
