import type { Ledger } from "../core/billing/ledger.ts";
import { LedgerBusyError, withLedgerLock } from "../fleet/billing/ledgerLock.ts";
import { exitCodes, UserError, type Context } from "./context.ts";

/** How long who issues waits for another who does, in seconds. */
const patience = 30;

/** Does something while nobody else issues invoices of the estate. */
export async function issuing<T>(stateDirectory: string, context: Context, action: () => Promise<T>): Promise<T> {
  try {
    return await withLedgerLock(stateDirectory, context.now, patience, action);
  } catch (error) {
    if (error instanceof LedgerBusyError) throw new UserError(error.message, exitCodes.findings);
    throw error;
  }
}

/** The day on which something is issued; numbers and days of issue rise together. */
export function dayOfIssue(asked: string | undefined, { last }: Ledger, { today }: Context): string {
  const day = asked ?? today;
  if (last === undefined || last.issued <= day) return day;
  throw new UserError(
    `${last.number} was issued on ${last.issued}: what follows is not issued before, on ${day}. Give --on.`,
  );
}
