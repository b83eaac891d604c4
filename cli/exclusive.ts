import { exclusively, LockedError } from "../fleet/fileLock.ts";
import { stateDirectoryOf } from "../fleet/stateDirectory.ts";
import { exitCodes, UserError, type Context } from "./context.ts";

/** How long who issues invoices waits for another who does, in seconds. */
const patience = 30;

/** Does something while nobody else issues invoices of the estate. */
export function issuing<T>(stateDirectory: string, context: Context, action: () => Promise<T>): Promise<T> {
  const what = "Invoices of this estate are being issued";
  return told({ stateDirectory, folder: "billing", name: "ledger", what, now: context.now, seconds: patience }, action);
}

/**
 * Does something while nobody else carries the rollout out: of two at once each would count the waves of the other for its own. Nobody
 * is waited for, since a wave may take hours.
 *
 * @param name the rollout's.
 */
export function carryingOut<T>(
  name: string,
  directory: string,
  context: Context,
  action: () => Promise<T>,
): Promise<T> {
  const what = `The rollout "${name}" is being carried out`;
  const stateDirectory = stateDirectoryOf(directory);
  return told({ stateDirectory, folder: "rollouts", name, what, now: context.now, seconds: 0 }, action);
}

async function told<T>(exclusive: Parameters<typeof exclusively>[0], action: () => Promise<T>): Promise<T> {
  try {
    return await exclusively(exclusive, action);
  } catch (error) {
    if (error instanceof LockedError) throw new UserError(error.message, exitCodes.findings);
    throw error;
  }
}
