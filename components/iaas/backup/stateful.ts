import { z } from "zod";

import type { Json, StatefulChange } from "../../../core/kinds/serviceKind.ts";

/** The vaults of a bundle, as every version of this kind has planned them; older ones had none. */
const statefulBackup = z.looseObject({
  backup: z
    .looseObject({
      vaultName: z.string(),
      copy: z.looseObject({ region: z.string(), vaultName: z.string() }).optional(),
    })
    .optional(),
});

/**
 * The vaults that would go or be made anew. AWS deletes none while backups are in it (AWS Backup API Reference, DeleteBackupVault),
 * so a tier without backups is no place to move to. An ending subscription's are left to whoever ends it.
 */
export function backupChanges(running: Json, wanted: Json | undefined): StatefulChange[] {
  if (wanted === undefined) return [];
  const before = statefulBackup.parse(running).backup;
  const after = statefulBackup.parse(wanted).backup;
  return [
    ...vaultChange("backup vault", "backup.vaultName", before?.vaultName, after?.vaultName),
    ...vaultChange("vault for copies of backups", "backup.copy", placeOf(before?.copy), placeOf(after?.copy)),
  ];
}

function placeOf(copy: { readonly region: string; readonly vaultName: string } | undefined): string | undefined {
  return copy === undefined ? undefined : `${copy.vaultName} in ${copy.region}`;
}

function vaultChange(
  part: string,
  property: string,
  runs: string | undefined,
  wanted: string | undefined,
): StatefulChange[] {
  // One that comes loses nothing and keeps no move from being made.
  if (runs === undefined || runs === wanted) return [];
  const effect = wanted === undefined ? "removed" : "replaced";
  const fix = `Keep ${runs}: its backups would be lost, and AWS deletes no vault that has any.`;
  return [{ effect, part, property: `${property}: ${runs} → ${wanted ?? "none"}`, fix }];
}
