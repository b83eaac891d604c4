import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

import { isAbsent } from "./ifThere.ts";
import { makeStateFolder } from "./stateDirectory.ts";
import { userName } from "./userName.ts";

/** Somebody else does what only one may do at a time. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/** What only one may do at a time in an estate's directory. */
export interface Exclusive {
  readonly stateDirectory: string;
  /** The folder below it that the lock lies in. */
  readonly folder: string;
  /** The lock's name there, such as `ledger`. */
  readonly name: string;
  /** What is done, as a sentence's start, such as `Invoices of this estate are being issued`. */
  readonly what: string;
  /** When this is, for who has to wait for it. */
  readonly now: string;
  /** How long others are waited for. */
  readonly seconds: number;
}

// SQLite's primary result code for a file that another holds (https://www.sqlite.org/rescode.html).
const busy = 5;

/** Milliseconds between two looks whether it is free. */
const interval = 200;

/**
 * Does something while nobody else does it in this directory; waits for who does. It is an empty database's lock that is held: the
 * kernel gives it back when its holder's process ends, however that does, so that none is ever left. Machines with directories of their
 * own do not see each other's.
 *
 * @throws LockedError that says who holds it.
 */
export async function exclusively<T>(exclusive: Exclusive, action: () => Promise<T>): Promise<T> {
  const { name, what, now, seconds } = exclusive;
  const folder = makeStateFolder(exclusive.stateDirectory, exclusive.folder);
  const holder = join(folder, `${name}.holder`);
  const lock = new DatabaseSync(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    for (let waited = 0; !take(lock); waited += interval) {
      if (waited >= seconds * 1000)
        throw new LockedError(`${what} by ${whoHolds(holder)}; waited ${String(seconds)} s.`);
      await sleep(interval);
    }
    writeFileSync(holder, `${userName()} on ${hostname()}, process ${String(process.pid)}, since ${now}\n`);
    return await action();
  } finally {
    lock.close();
  }
}

/** False where another has it. */
function take(lock: DatabaseSync): boolean {
  try {
    lock.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    return false;
  }
}

function whoHolds(holder: string): string {
  try {
    return readFileSync(holder, "utf8").trim();
  } catch (error) {
    if (isAbsent(error)) return "another process";
    throw error;
  }
}
