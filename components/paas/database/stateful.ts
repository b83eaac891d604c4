import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../../shared/orderedParts.ts";
import { sizeChange } from "../../shared/sizeChange.ts";

/** The databases of a bundle, as every version of this kind has planned them; older ones had none. */
const statefulDatabases = z.looseObject({
  databases: z
    .array(
      z.looseObject({
        environment: z.string(),
        cluster: z.string(),
        version: z.number(),
        storageGiB: z.number(),
      }),
    )
    .default([]),
});

type StatefulDatabase = z.output<typeof statefulDatabases>["databases"][number];

/**
 * The databases that come, go, grow, or would have to be made anew. The operator raises a major version in place, which loses nothing,
 * and lowers none (CloudNativePG documentation, "PostgreSQL Upgrades"); it shrinks no storage ("Storage").
 */
export function databaseChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = statefulDatabases.parse(running).databases;
  const after = statefulDatabases.parse(wanted ?? {}).databases;
  const words = { part: "database", list: "databases", physicalName: "cluster" };
  const partsOf = (databases: readonly StatefulDatabase[]): OrderedPart[] =>
    databases.map(({ environment, cluster }) => ({ name: environment, physicalName: cluster }));
  const kept = before.flatMap((runs) => {
    const twin = after.find(({ environment }) => environment === runs.environment);
    return twin === undefined ? [] : changesOf(runs, twin);
  });
  return [...orderedParts(words, partsOf(before), partsOf(after)), ...kept];
}

function changesOf(runs: StatefulDatabase, wanted: StatefulDatabase): StatefulChange[] {
  const part = `database "${runs.environment}"`;
  const changes: StatefulChange[] = [];
  if (runs.version !== wanted.version) {
    const lower = wanted.version < runs.version;
    changes.push({
      effect: lower ? "replaced" : "grown",
      part,
      property: `databases.version: ${String(runs.version)} → ${String(wanted.version)}`,
      fix: lower
        ? `Keep ${String(runs.version)}; for an older one, order a database in another environment and move the data into it.`
        : "Raise it in a change of its own, at an hour at which the database may be away.",
    });
  }
  changes.push(
    ...sizeChange(
      { part },
      "databases.storageGiB",
      runs.storageGiB,
      wanted.storageGiB,
      "order a database in another environment",
    ),
  );
  return changes;
}
