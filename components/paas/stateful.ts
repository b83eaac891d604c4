import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../shared/orderedParts.ts";

/** The parts with data of a bundle, as every version of this kind has planned them. */
const statefulParts = z.looseObject({
  environments: z.array(z.looseObject({ name: z.string(), namespace: z.string() })),
});

/** The environments that come, go or would be made anew: a namespace takes everything in it along. */
export function statefulChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const words = { part: "environment", list: "environments", physicalName: "namespace" };
  const partsOf = (bundle: Json | undefined): OrderedPart[] =>
    statefulParts
      .parse(bundle ?? { environments: [] })
      .environments.map(({ name, namespace }) => ({ name, physicalName: namespace }));
  return orderedParts(words, partsOf(running), partsOf(wanted));
}
