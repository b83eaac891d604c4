import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";
import { sizeChange } from "../../shared/sizeChange.ts";
import { volumePart } from "./volumeParts.ts";

/** The volumes of apps in a bundle, as every version of this kind has planned them; older ones had none. */
const statefulApplications = z.looseObject({
  applications: z
    .array(
      z.looseObject({
        environment: z.string(),
        apps: z.array(
          z.looseObject({
            name: z.string(),
            volume: z.looseObject({ claimName: z.string(), sizeGiB: z.number() }).optional(),
          }),
        ),
      }),
    )
    .default([]),
});

interface Volume {
  readonly app: string;
  readonly environment: string;
  readonly claimName: string;
  readonly sizeGiB: number;
}

/**
 * The volumes of apps that come, go, grow, or would be made anew or smaller, which Kubernetes refuses (Kubernetes documentation,
 * "Persistent Volumes", expanding claims). A volume goes with its app, with the app's environment, and when the app does without it.
 *
 * @param wanted undefined when the subscription ends.
 */
export function applicationsChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  const before = volumesOf(running);
  const after = volumesOf(wanted ?? {});
  const twinOf = (volumes: readonly Volume[], { app, environment }: Volume): Volume | undefined =>
    volumes.find((other) => other.app === app && other.environment === environment);
  const added = after.filter((volume) => twinOf(before, volume) === undefined);
  return [
    ...before.flatMap((runs) => changesOf(runs, twinOf(after, runs))),
    ...added.map((volume): StatefulChange => {
      const property = `apps.volume: none → ${volume.claimName}`;
      return { ...partOf(volume), effect: "added", property, fix: "Order it in a change of its own." };
    }),
  ];
}

function volumesOf(bundle: Json): Volume[] {
  return statefulApplications.parse(bundle).applications.flatMap(({ environment, apps }) =>
    apps.flatMap(({ name, volume }) => {
      if (volume === undefined) return [];
      return [{ app: name, environment, claimName: volume.claimName, sizeGiB: volume.sizeGiB }];
    }),
  );
}

function partOf({ app, environment }: Volume): Pick<StatefulChange, "part" | "id"> {
  return { part: `volume of the app "${app}" in "${environment}"`, id: volumePart(app, environment) };
}

function changesOf(runs: Volume, becomes: Volume | undefined): StatefulChange[] {
  const part = partOf(runs);
  if (becomes === undefined) {
    const property = `apps.volume: ${runs.claimName} → none`;
    return [{ ...part, effect: "removed", property, fix: "Order it again, or end it in a change of its own." }];
  }
  const changes: StatefulChange[] = [];
  if (runs.claimName !== becomes.claimName) {
    const property = `apps.volume.claimName: ${runs.claimName} → ${becomes.claimName}`;
    changes.push({ ...part, effect: "replaced", property, fix: "Keep what its name is made of." });
  }
  const anew = "order an app of another name with a volume";
  changes.push(...sizeChange(part, "apps.volume.sizeGiB", runs.sizeGiB, becomes.sizeGiB, anew));
  return changes;
}
