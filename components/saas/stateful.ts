import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { statefulChanges as platformChanges } from "../paas/stateful.ts";
import { liftProtection } from "../shared/unprotected.ts";
import { placeOf } from "./bundle.ts";
import { poolData } from "./unprotected.ts";

/** What a tenant's rows are found by, as every version of this kind has planned it. */
const statefulPool = z.looseObject({
  pool: z.looseObject({ namespace: z.string() }),
  objectName: z.string(),
  record: z.looseObject({ limits: z.looseObject({ storageGiB: z.number() }) }),
  unprotected: z.array(z.string()).default([]),
});

type StatefulPool = z.output<typeof statefulPool>;

const part = "data of the application";

/**
 * What changes of the tenant's data. Between a bridge and a silo it stays where it is, and its pods move; between a pool and a database of
 * the tenant's own nobody carries it over, so that is refused.
 */
export function statefulChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const place = placeOf(running);
  if (wanted !== undefined && placeOf(wanted) !== place) return [moved(running, wanted)];
  return place === "pool" ? poolChanges(running, wanted) : [...platformChanges(running, wanted)];
}

const called = (bundle: Json): string =>
  placeOf(bundle) === "pool" ? `rows in ${statefulPool.parse(bundle).pool.namespace}` : "a database of its own";

function moved(running: Json, wanted: Json): StatefulChange {
  return {
    effect: "replaced",
    part,
    property: `place: ${called(running)} → ${called(wanted)}`,
    fix: "Order the other tier beside it as a subscription of its own, export the data here and import it there (docs/how-to/software.md), and end this one when nobody uses it any more.",
  };
}

function poolChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = statefulPool.parse(running);
  if (wanted === undefined) {
    const property = `record: ${before.objectName} → none`;
    const fix = "Order it again, or end it in a change of its own.";
    return liftProtection([{ effect: "removed", part, id: poolData, property, fix }], before.unprotected);
  }
  const after = statefulPool.parse(wanted);
  const nameOf = ({ pool, objectName }: StatefulPool): string => `${pool.namespace}/${objectName}`;
  if (nameOf(before) !== nameOf(after)) {
    const property = `record: ${nameOf(before)} → ${nameOf(after)}`;
    return [{ effect: "replaced", part, property, fix: "Keep the tier's name, the cell and the subscription's name." }];
  }
  // A limit, not a size: the application refuses more, and what is there stays.
  return [];
}
