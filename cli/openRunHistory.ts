import type { Estate } from "../core/estate/estate.ts";
import type { RecordedRun } from "../core/results/runs.ts";
import { NewerJournalError } from "../fleet/journal/database.ts";
import { openHistory, type History } from "../fleet/journal/history.ts";
import { journalFile } from "../fleet/journal/journal.ts";
import { UserError, type Context } from "./context.ts";
import { openValidEstate } from "./openValidEstate.ts";
import type { CommonOptions } from "./program.ts";

/** Opens what an estate's journal remembers, for a verb. */
export function openRunHistory(
  options: CommonOptions,
  verb: string,
  context: Context,
): { readonly history: History; readonly estate: Estate } {
  const { estate, directory } = openValidEstate(options, verb, context);
  const file = journalFile(directory, estate.manifest);
  try {
    return { history: openHistory(file, context.note), estate };
  } catch (error) {
    if (error instanceof NewerJournalError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`The journal ${file} cannot be read: ${reason}. Make it readable, or move it away.`);
  }
}

/** The run that is meant by an id or how it begins. */
export function runOf(id: string, runs: readonly RecordedRun[]): RecordedRun {
  const [found, another] = runs.filter((run) => run.id.startsWith(id));
  if (found === undefined)
    throw new UserError(`No run with the id "${id}" is remembered; \`tenantry runs\` shows those that are.`);
  if (another !== undefined)
    throw new UserError(`Ids of several runs begin with "${id}": give more of the one that is meant.`);
  return found;
}
