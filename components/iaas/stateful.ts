import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts } from "../shared/orderedParts.ts";

/** The parts with data of a bundle, as every version of this kind has planned them. */
const statefulParts = z.looseObject({
  network: z.looseObject({ cidr: z.string() }),
  buckets: z.array(z.looseObject({ name: z.string(), bucketName: z.string() })),
});

/** The buckets that come, go or would be made anew, and the network, whose range AWS changes only by replacing all that is in it. */
export function statefulChanges(running: Json, wanted: Json): StatefulChange[] {
  const before = statefulParts.parse(running);
  const after = statefulParts.parse(wanted);
  const network: StatefulChange[] =
    before.network.cidr === after.network.cidr
      ? []
      : [
          {
            effect: "replaced",
            part: "network",
            property: `network.cidr: ${before.network.cidr} → ${after.network.cidr}`,
            fix: `Keep ${before.network.cidr}; order a subscription of another name for another network, and move into it.`,
          },
        ];
  const renamed = before.buckets.flatMap(({ name, bucketName }): StatefulChange[] => {
    const twin = after.buckets.find((bucket) => bucket.name === name);
    if (twin === undefined || twin.bucketName === bucketName) return [];
    const property = `buckets.bucketName: ${bucketName} → ${twin.bucketName}`;
    return [{ effect: "replaced", part: `bucket "${name}"`, property, fix: "Keep what its name is made of." }];
  });
  const names = (parts: typeof before): string[] => parts.buckets.map(({ name }) => name);
  return [...network, ...renamed, ...orderedParts("bucket", "buckets", names(before), names(after))];
}
