import { z } from "zod";

import type { Json, StatefulChange } from "../../core/kinds/serviceKind.ts";

const named = z.array(z.looseObject({ name: z.string() })).default([]);

/** What is encrypted, as every version of this kind has planned it; older ones had no keys. */
const encryptedParts = z.looseObject({
  foundation: z.looseObject({ key: z.looseObject({ aliasName: z.string() }).optional() }).optional(),
  volumes: named,
  fileSystems: named,
  databases: named,
  backup: z.looseObject({}).optional(),
});

type EncryptedParts = z.output<typeof encryptedParts>;

/**
 * What another key does. AWS gives volumes, file systems, databases and vaults their key when it makes them, and what an own key has
 * encrypted is lost with it; a bucket takes another key for what comes (Amazon EBS, EFS and RDS User Guides, encryption at rest; AWS
 * Backup API Reference, CreateBackupVault).
 *
 * @param wanted undefined when the subscription ends, which its parts judge.
 */
export function keyChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  if (wanted === undefined) return [];
  const before = encryptedParts.parse(running);
  const after = encryptedParts.parse(wanted);
  const [runs, comes] = [before.foundation?.key?.aliasName, after.foundation?.key?.aliasName];
  if (runs === comes) return [];
  const property = `foundation.key: ${runs ?? "none"} → ${comes ?? "none"}`;
  const effect = "replaced" as const;
  if (runs !== undefined) {
    const fix =
      "Keep a tier with a key of the tenant's own; to leave it, order a subscription beside this one and copy the data.";
    return [{ effect, part: "key of the tenant's own", property, fix }];
  }
  const fix = "Order it under another name after the move, copy its data, and remove this one.";
  const again = ({ part, list }: { part: string; list: "volumes" | "fileSystems" | "databases" }): StatefulChange[] =>
    keptIn(before[list], after[list]).map((name) => ({
      effect,
      part: `${part} "${name}"`,
      id: `${list}/${name}`,
      property,
      fix,
    }));
  return [
    ...again({ part: "volume", list: "volumes" }),
    ...again({ part: "file system", list: "fileSystems" }),
    ...again({ part: "database", list: "databases" }),
    ...(before.backup !== undefined && after.backup !== undefined
      ? [
          {
            effect,
            part: "backup vault",
            property,
            fix: "Order a subscription of the new tier beside this one, and move into it.",
          },
        ]
      : []),
  ];
}

function keptIn(before: EncryptedParts["volumes"], after: EncryptedParts["volumes"]): string[] {
  return before.map(({ name }) => name).filter((name) => after.some((other) => other.name === name));
}
