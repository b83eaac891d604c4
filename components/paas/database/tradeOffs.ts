import type { TradeOff } from "../../../core/kinds/serviceKind.ts";
import type { DatabaseFeatures } from "./order.ts";

/** What a tier's databases leave open; nothing where it has none. */
export function databaseTradeOffs({ database }: DatabaseFeatures): TradeOff[] {
  if (database === undefined) return [];
  const { instances, backup } = database;
  return [
    ...(instances === 1
      ? [
          {
            title: "One instance of a database",
            text: "A database is away while its pod moves to another node, and lost with its volume but for backups. A tier with three instances takes over.",
          },
        ]
      : []),
    ...(backup === undefined
      ? [
          {
            title: "No backups of databases",
            text: "Nobody takes backups of a database: what is deleted in it by mistake is gone. A tier with backups takes snapshots by a schedule.",
          },
        ]
      : [
          {
            title: "Backups of databases by snapshots alone",
            text: `A database can be restored to the last snapshot, up to ${String(backup.everyHours)} hours back, and to nothing between: its log is not archived. Snapshots lie where its volumes do.`,
          },
          {
            title: "Backups of databases pile up",
            text: "CloudNativePG deletes snapshots by no rule. They stay, and cost, until somebody deletes their Backup objects or the environment goes.",
          },
          ...(instances === 1
            ? [
                {
                  title: "Databases stop for their backups",
                  text: "The only instance is stopped while its snapshot is taken. A tier with three instances stops one that stands by.",
                },
              ]
            : []),
        ]),
    {
      title: "Databases reach the ports of the cluster's API everywhere",
      text: "The pods of a database have to reach the cluster's API, whose address no network policy can name. So TCP 443 and 6443 are open to them at every address, and everything else is closed.",
    },
    {
      title: "Databases are updated when their stack is applied",
      text: "A new minor version of PostgreSQL, and another size of a tier, restart instances one by one when the tenant's stack is next applied, whatever the maintenance window says.",
    },
  ];
}
