import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts, type OrderedPart } from "../shared/orderedParts.ts";
import { liftProtection } from "../shared/unprotected.ts";
import { applicationsChanges } from "./applications/stateful.ts";
import { databaseChanges } from "./database/stateful.ts";

/** What no part of a bundle judges by itself, as every version of this kind has planned it. */
const statefulParts = z.looseObject({
  environments: z.array(z.looseObject({ name: z.string(), namespace: z.string() })).default([]),
  unprotected: z.array(z.string()).default([]),
});

/** What changes of all that holds data. An environment is no part that is protected; what the platform keeps in it is. */
export function statefulChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const protectedParts = [...applicationsChanges(running, wanted), ...databaseChanges(running, wanted)];
  return [
    ...environmentChanges(running, wanted),
    ...liftProtection(protectedParts, statefulParts.parse(running).unprotected),
  ];
}

/** The environments that come, go or would be made anew: a namespace takes everything in it along. */
function environmentChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const words = { part: "environment", list: "environments", physicalName: "namespace" };
  const partsOf = (bundle: Json): OrderedPart[] =>
    statefulParts.parse(bundle).environments.map(({ name, namespace }) => ({ name, physicalName: namespace }));
  return orderedParts(words, partsOf(running), partsOf(wanted ?? {}));
}
