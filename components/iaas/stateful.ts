import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../shared/orderedParts.ts";
import { liftProtection } from "./unprotected.ts";

/** The parts with data of a bundle, as every version of this kind has planned them. */
const statefulParts = z.looseObject({
  network: z.looseObject({ cidr: z.string() }),
  buckets: z.array(z.looseObject({ name: z.string(), bucketName: z.string() })),
  unprotected: z.array(z.string()).default([]),
});

/** The buckets that come, go or would be made anew, and the network, whose range AWS changes only by replacing all that is in it. */
export function statefulChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = statefulParts.parse(running);
  const after = wanted === undefined ? undefined : statefulParts.parse(wanted);
  const network: StatefulChange[] =
    after === undefined || before.network.cidr === after.network.cidr
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
  const partsOf = (parts: typeof after): OrderedPart[] =>
    (parts?.buckets ?? []).map(({ name, bucketName }) => ({ name, physicalName: bucketName }));
  const changes = [...network, ...orderedParts(words, partsOf(before), partsOf(after))];
  return liftProtection(changes, before.unprotected);
}
