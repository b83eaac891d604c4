import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { orderedParts } from "../shared/orderedParts.ts";

/** The parts with data of a bundle, as every version of this kind has planned them. */
const statefulParts = z.looseObject({
  environments: z.array(z.looseObject({ name: z.string(), namespace: z.string() })),
});

/** The environments that come, go or would be made anew: a namespace takes everything in it along. */
export function statefulChanges(running: Json, wanted: Json): StatefulChange[] {
  const before = statefulParts.parse(running).environments;
  const after = statefulParts.parse(wanted).environments;
  const renamed = before.flatMap(({ name, namespace }): StatefulChange[] => {
    const twin = after.find((environment) => environment.name === name);
    if (twin === undefined || twin.namespace === namespace) return [];
    const property = `environments.namespace: ${namespace} → ${twin.namespace}`;
    return [{ effect: "replaced", part: `environment "${name}"`, property, fix: "Keep what its name is made of." }];
  });
  const names = (parts: typeof before): string[] => parts.map(({ name }) => name);
  return [...renamed, ...orderedParts("environment", "environments", names(before), names(after))];
}
