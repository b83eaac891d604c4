import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { backupChanges } from "./backup/stateful.ts";
import { databaseChanges } from "./database/stateful.ts";
import { storageChanges } from "./storage/stateful.ts";
import { liftProtection } from "./unprotected.ts";

/** What no part of a bundle judges by itself, as every version of this kind has planned it. */
const statefulParts = z.looseObject({
  network: z.looseObject({ cidr: z.string() }),
  unprotected: z.array(z.string()).default([]),
});

/** What changes of all that holds data, and of the network, whose range AWS changes only by replacing all that is in it. */
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
  const changes = [
    ...network,
    ...storageChanges(running, wanted),
    ...databaseChanges(running, wanted),
    ...backupChanges(running, wanted),
  ];
  return liftProtection(changes, before.unprotected);
}
