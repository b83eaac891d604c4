import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";
import { orderedParts } from "../../shared/orderedParts.ts";

/** What holds data, as every version of this part has planned it; older ones had buckets alone. */
const storageParts = z.looseObject({
  buckets: z.array(z.looseObject({ name: z.string(), bucketName: z.string() })).default([]),
  volumes: z.array(z.looseObject({ name: z.string(), sizeGiB: z.number(), availabilityZone: z.string() })).default([]),
  fileSystems: z.array(z.looseObject({ name: z.string(), fileSystemName: z.string() })).default([]),
  accessLogs: z.looseObject({ bucketName: z.string() }).optional(),
});

type StorageParts = z.output<typeof storageParts>;

const nothing: StorageParts = { buckets: [], volumes: [], fileSystems: [] };

/**
 * The buckets, volumes and file systems that come, go, change their size or would be made anew, and access logs that would go.
 *
 * @param wanted undefined when the subscription ends.
 */
export function storageChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = storageParts.parse(running);
  const after = wanted === undefined ? nothing : storageParts.parse(wanted);
  return [
    ...orderedParts(
      { part: "bucket", list: "buckets", physicalName: "bucketName" },
      before.buckets.map(({ name, bucketName }) => ({ name, physicalName: bucketName })),
      after.buckets.map(({ name, bucketName }) => ({ name, physicalName: bucketName })),
    ),
    ...volumeChanges(before.volumes, after.volumes),
    ...orderedParts(
      { part: "file system", list: "fileSystems", physicalName: "fileSystemName" },
      before.fileSystems.map(({ name, fileSystemName }) => ({ name, physicalName: fileSystemName })),
      after.fileSystems.map(({ name, fileSystemName }) => ({ name, physicalName: fileSystemName })),
    ),
    ...lostLogs(before, after),
  ];
}

/** A volume's name on AWS is a tag, which changes in place; its zone does not, and its size only upwards. */
function volumeChanges(running: StorageParts["volumes"], wanted: StorageParts["volumes"]): StatefulChange[] {
  const named = (volumes: StorageParts["volumes"]) => volumes.map(({ name }) => ({ name, physicalName: name }));
  const changed = running.flatMap(({ name, sizeGiB, availabilityZone }): StatefulChange[] => {
    const twin = wanted.find((other) => other.name === name);
    if (twin === undefined) return [];
    const part = { part: `volume "${name}"`, id: `volumes/${name}` };
    const moved: StatefulChange[] =
      twin.availabilityZone === availabilityZone
        ? []
        : [
            {
              ...part,
              effect: "replaced",
              property: `volumes.availabilityZone: ${availabilityZone} → ${twin.availabilityZone}`,
              fix: `Keep it in ${availabilityZone}; order a volume of another name there, and copy what is on it.`,
            },
          ];
    const property = `volumes.sizeGiB: ${String(sizeGiB)} → ${String(twin.sizeGiB)}`;
    if (twin.sizeGiB === sizeGiB) return moved;
    const resized: StatefulChange =
      twin.sizeGiB < sizeGiB
        ? {
            ...part,
            effect: "shrunk",
            property,
            fix: `Order ${String(sizeGiB)} GiB or more; or a smaller volume of another name, and copy what is on it.`,
          }
        : { ...part, effect: "grown", property, fix: "Order it in a change of its own." };
    return [...moved, resized];
  });
  return [
    ...changed,
    ...orderedParts({ part: "volume", list: "volumes", physicalName: "name" }, named(running), named(wanted)),
  ];
}

/** Access logs that are no longer kept. That they begin to be kept loses nothing, and nobody orders it by itself. */
function lostLogs({ accessLogs: before }: StorageParts, { accessLogs: after }: StorageParts): StatefulChange[] {
  if (before === undefined || before.bucketName === after?.bucketName) return [];
  return [
    {
      effect: after === undefined ? "removed" : "replaced",
      part: "access logs",
      id: "accessLogs",
      property: `accessLogs.bucketName: ${before.bucketName} → ${after?.bucketName ?? "none"}`,
      fix: "Keep a tier that records requests, and what its name is made of.",
    },
  ];
}
