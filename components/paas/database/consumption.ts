import type { Consumption, UsageAssumption } from "../../../core/kinds/consumption.ts";
import { charge, charged, free, type Assumed } from "../../shared/consumed.ts";
import { percentOf } from "../../shared/quantities.ts";
import { partOfCell } from "../partOfCell.ts";
import type { DatabasesPlan } from "./plan.ts";

/** What no order says of databases. */
export const databaseAssumptions = {
  snapshotPercent: {
    text: "What all snapshots of a database keep together, which stay until its environment goes, of the size of its volume",
    unit: "per cent",
    usual: { low: 50, expected: 150, high: 400 },
  },
} as const satisfies Readonly<Record<string, UsageAssumption>>;

/**
 * What databases use beside their shares of the cell: snapshots, which are no part of its storage. Those of a database that rests are
 * kept too.
 */
export function databaseConsumption(
  { databases }: DatabasesPlan,
  use: Assumed<typeof databaseAssumptions>,
): Consumption[] {
  return databases.flatMap(({ environment, storageGiB, backup }) => {
    const part = `database of "${environment}"`;
    return [
      ...free(part, partOfCell, {
        "kubernetes:postgresql.cnpg.io/v1:Cluster": 1,
        "kubernetes:networking.k8s.io/v1:NetworkPolicy": 2,
      }),
      ...(backup === undefined
        ? []
        : charged(`backups of ${part}`, "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup", 1, [
            // Of one instance, however many there are.
            charge(
              `kubernetes.snapshot.${backup.snapshotClass}.gibMonth`,
              "gibMonth",
              percentOf(use.snapshotPercent, storageGiB),
            ),
          ])),
    ];
  });
}
