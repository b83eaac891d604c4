import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { keyChanges } from "../iaas/keyChanges.ts";
import { storageChanges } from "../iaas/storage/stateful.ts";
import { orderedParts, type OrderedPart } from "../shared/orderedParts.ts";
import { liftProtection } from "../shared/unprotected.ts";

/** What holds data, as every version of this kind has planned it. */
const statefulParts = z.looseObject({
  buckets: z
    .array(
      z.looseObject({
        name: z.string(),
        noncurrentDays: z.number().optional(),
        replicaBucketName: z.string().optional(),
      }),
    )
    .default([]),
  foundation: z.looseObject({ key: z.looseObject({ aliasName: z.string() }).optional() }),
  unprotected: z.array(z.string()).default([]),
});

type StatefulParts = z.output<typeof statefulParts>;

/** The buckets, replicas, old versions, access logs and keys that come, go, or would be made anew. */
export function statefulChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = statefulParts.parse(running);
  const after = wanted === undefined ? undefined : statefulParts.parse(wanted);
  const changes = [
    ...keyChanges(running, wanted),
    ...storageChanges(running, wanted),
    ...replicaChanges(before.buckets, after?.buckets ?? []),
    ...olderVersions(before.buckets, after?.buckets ?? []),
    ...(after === undefined ? endOfKey(before) : []),
  ];
  return liftProtection(changes, before.unprotected);
}

/** That a replica comes loses nothing, and nobody orders it by itself. */
function replicaChanges(running: StatefulParts["buckets"], wanted: StatefulParts["buckets"]): StatefulChange[] {
  const replicasOf = (buckets: StatefulParts["buckets"]): OrderedPart[] =>
    buckets.flatMap(({ name, replicaBucketName }) => {
      return replicaBucketName === undefined ? [] : [{ name, physicalName: replicaBucketName }];
    });
  const words = { part: "replica of bucket", list: "replicas", physicalName: "replicaBucketName" };
  return orderedParts(words, replicasOf(running), replicasOf(wanted)).filter(({ effect }) => effect !== "added");
}

/** Versions that were to be kept for longer go when they are kept for less long. */
function olderVersions(running: StatefulParts["buckets"], wanted: StatefulParts["buckets"]): StatefulChange[] {
  return running.flatMap(({ name, noncurrentDays: was = Infinity }): StatefulChange[] => {
    const twin = wanted.find((other) => other.name === name);
    const { noncurrentDays: becomes = Infinity } = twin ?? {};
    if (becomes >= was) return [];
    const days = Number.isFinite(was) ? String(was) : "for ever";
    return [
      {
        effect: "shrunk",
        part: `old versions in bucket "${name}"`,
        property: `buckets.noncurrentDays: ${days} → ${String(becomes)}`,
        fix: "Keep a tier that keeps old versions as long; or copy those that are needed into a bucket of another subscription.",
      },
    ];
  });
}

/** What a tier brought with it that goes with the subscription. */
function endOfKey({ foundation: { key } }: StatefulParts): StatefulChange[] {
  if (key === undefined) return [];
  const part = "key of the tenant's own";
  const property = `foundation.key: ${key.aliasName} → none`;
  return [{ effect: "removed", part, id: "key", property, fix: "Keep the subscription." }];
}
