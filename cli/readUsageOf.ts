import { join, resolve } from "node:path";

import { billedUse } from "../core/billing/billedUse.ts";
import type { Ledger } from "../core/billing/ledger.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { Estate } from "../core/estate/estate.ts";
import { billedManifests, type LedgerPlaces } from "../fleet/billing/ledgerFiles.ts";
import { readUsage, type Usage } from "../fleet/billing/readUsage.ts";
import { stateDirectoryOf } from "../fleet/stateDirectory.ts";
import { UserError, type Context } from "./context.ts";

/** What of an estate usage is judged by. */
export interface UsageJudge {
  readonly estate: Estate;
  /** Absolute. */
  readonly directory: string;
  readonly ledger: Ledger;
  readonly places: LedgerPlaces;
}

/**
 * Reads usage that the user named and keeps what does not count; paths are relative to where the command was given.
 *
 * @returns the usage, which has to be closed, and the file with what does not count; null where all does.
 */
export async function readUsageOf(
  path: string,
  quarantine: string | undefined,
  { estate, directory, ledger, places }: UsageJudge,
  context: Context,
): Promise<{ readonly usage: Usage; readonly quarantine: string | null }> {
  const stateDirectory = stateDirectoryOf(directory);
  const records = [...estate.billing.records.values()].map(({ manifest }) => manifest);
  const tiers = estate.catalogue.map(({ manifest }) => manifest);
  const source = {
    path: resolve(context.workingDirectory, path),
    stateDirectory,
    use: billedUse(records, tiers),
    billed: billedManifests(places, ledger),
  };
  const usage = await readUsage(source).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EACCES") throw new UserError(visible(`${path} cannot be read: ${code}.`));
    throw error;
  });
  const file = quarantine ?? join(stateDirectory, "usage-quarantine.jsonl");
  try {
    await usage.writeQuarantine(resolve(context.workingDirectory, file));
  } catch (error) {
    usage.close();
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(visible(`What does not count cannot be written to ${file}: ${code}.`));
  }
  return { usage, quarantine: usage.counts.quarantined === 0 ? null : file };
}
