import { stripVTControlCharacters } from "node:util";

import type { EngineLock, OwnEngine } from "./engineLocks.ts";
import type { Holder } from "./leases.ts";

/** Who holds a stack, as part of a sentence. */
export function holderWords({ run, user, host, pid, since }: Holder): string {
  return `run ${run} of ${user}@${host} (process ${String(pid)}) works on it since ${timeOf(since)}`;
}

/** Who still finishes something on a stack, as part of a sentence. */
export function drainWords({ run, host, pid, began }: OwnEngine): string {
  return `the engine that run ${run} has left behind on ${host} (process ${String(pid)}) finishes what was under way since ${timeOf(began)}`;
}

/** Who has put the engine's lock on a stack, as part of a sentence. What locks say is anybody's text. */
export function lockWords({ user, host, pid, since }: EngineLock): string {
  return plain(
    `Pulumi's lock on it is held by ${user}@${host} (process ${String(pid)})${since === "" ? "" : ` since ${since}`}`,
  );
}

/** What to do about a lock that is not ours to clear. */
export function clearingWords(stack: string): string {
  return `Tenantry does not clear a lock that it has not made. Wait until that run has ended; when it lives no more: ${clearItWords(stack)}`;
}

/** Whose locks they are that engines of ours have left and that lie where only the CLI reaches, as part of a sentence. */
export function leftWords(locks: readonly EngineLock[]): string {
  return `Pulumi's lock on it was left by an engine of an earlier run that lives no more (process ${locks.map(({ pid }) => pid).join(", ")})`;
}

/** What is known of who holds a stack whose states are in Pulumi's service, as part of a sentence. */
export const serviceWords = "Pulumi's service says that another update of it is in progress";

/** The command that clears a lock. */
export function clearItWords(stack: string): string {
  return `clear the lock with: eval "$(tenantry env)"; pulumi cancel --stack ${stack} --yes`;
}

/** The failure of a stack that others work on. */
export function lockedWords(stack: string, who: string, remedy: string): string {
  return `The stack "${stack}" is locked: ${who}. Nothing was touched. ${remedy}`;
}

function timeOf(moment: number): string {
  return new Date(moment).toISOString();
}

function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\p{Cc}/gu, " ")
    .slice(0, 500);
}
