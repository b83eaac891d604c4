import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../../shared/orderedParts.ts";
import { sizeChange } from "../../shared/sizeChange.ts";

/** The databases of a bundle, as every version of this kind has planned them; older ones had none. */
const statefulDatabases = z.looseObject({
  databases: z
    .array(
      z.looseObject({
        name: z.string(),
        identifier: z.string(),
        engine: z.string(),
        storageGiB: z.number(),
      }),
    )
    .default([]),
});

type StatefulDatabase = z.output<typeof statefulDatabases>["databases"][number];

/**
 * The databases that come, go, grow, or would have to be made anew: by another engine or major version, which nothing here moves
 * data between, or another name. Amazon RDS does not shrink storage (Amazon RDS User Guide, "Working with storage for Amazon RDS DB
 * instances").
 */
export function databaseChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = statefulDatabases.parse(running).databases;
  const after = statefulDatabases.parse(wanted ?? {}).databases;
  const words = { part: "database", list: "databases", physicalName: "identifier" };
  const partsOf = (databases: readonly StatefulDatabase[]): OrderedPart[] =>
    databases.map(({ name, identifier }) => ({ name, physicalName: identifier }));
  const kept = before.flatMap((runs) => {
    const twin = after.find(({ name }) => name === runs.name);
    return twin === undefined ? [] : changesOf(runs, twin);
  });
  return [...orderedParts(words, partsOf(before), partsOf(after)), ...kept];
}

function changesOf(runs: StatefulDatabase, wanted: StatefulDatabase): StatefulChange[] {
  const part = `database "${runs.name}"`;
  const changes: StatefulChange[] = [];
  if (runs.engine !== wanted.engine) {
    changes.push({
      effect: "replaced",
      part,
      property: `databases.engine: ${runs.engine} → ${wanted.engine}`,
      fix: `Keep ${runs.engine}; order a database of another name with ${wanted.engine}, move the data into it, and end this one after it.`,
    });
  }
  changes.push(
    ...sizeChange(
      { part },
      "databases.storageGiB",
      runs.storageGiB,
      wanted.storageGiB,
      "order a database of another name",
    ),
  );
  return changes;
}
