import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../shared/orderedParts.ts";

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
  const words = { part: "bucket", list: "buckets", physicalName: "bucketName" };
  const partsOf = ({ buckets }: typeof before): OrderedPart[] =>
    buckets.map(({ name, bucketName }) => ({ name, physicalName: bucketName }));
  return [...network, ...orderedParts(words, partsOf(before), partsOf(after))];
}
