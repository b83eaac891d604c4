import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";
import { backupChanges } from "./backup/stateful.ts";
import { databaseChanges } from "./database/stateful.ts";
import { keyChanges } from "./keyChanges.ts";
import { machinesChanges } from "./machines/stateful.ts";
import { storageChanges } from "./storage/stateful.ts";
import { liftProtection } from "../shared/unprotected.ts";

/** What no part of a bundle judges by itself, as every version of this kind has planned it. */
const statefulParts = z.looseObject({
  network: z.looseObject({ cidr: z.string() }),
  foundation: z.looseObject({ key: z.looseObject({ aliasName: z.string() }).optional() }).optional(),
  backup: z.looseObject({ vaultName: z.string() }).optional(),
  unprotected: z.array(z.string()).default([]),
});

type StatefulParts = z.output<typeof statefulParts>;

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
    ...keyChanges(running, wanted),
    ...storageChanges(running, wanted),
    ...databaseChanges(running, wanted),
    ...machinesChanges(running, wanted),
    ...backupChanges(running, wanted),
    ...(wanted === undefined ? endOfWholes(before) : []),
  ];
  return liftProtection(changes, before.unprotected);
}

/** What a tier brought with it that goes with the subscription. */
function endOfWholes({ foundation, backup }: StatefulParts): StatefulChange[] {
  const wholes = [
    { id: "key", part: "key of the tenant's own", property: "foundation.key", name: foundation?.key?.aliasName },
    { id: "backups", part: "backup vault", property: "backup.vaultName", name: backup?.vaultName },
  ];
  return wholes.flatMap(({ name, property, ...whole }): StatefulChange[] => {
    if (name === undefined) return [];
    return [{ ...whole, effect: "removed", property: `${property}: ${name} → none`, fix: "Keep the subscription." }];
  });
}
