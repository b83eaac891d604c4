import { readFileSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import lockfile from "proper-lockfile";

import { makeStateFolder } from "../stateDirectory.ts";

/** Somebody else issues invoices of this estate. */
export class LedgerBusyError extends Error {
  override readonly name = "LedgerBusyError";
}

/** How long a lock counts whose holder no longer says that it lives, in milliseconds; while it computes, it may be silent for some time. */
const silence = 60_000;

/**
 * Does something while nobody else issues documents of an estate; waits for who does.
 *
 * @param now when this is, for who has to wait for it.
 * @param seconds how long is waited.
 * @throws LedgerBusyError that says who it is.
 */
export async function withLedgerLock<T>(
  stateDirectory: string,
  now: string,
  seconds: number,
  action: () => Promise<T>,
): Promise<T> {
  const folder = makeStateFolder(stateDirectory, "billing");
  const holder = join(folder, "holder");
  const release = await lockfile
    .lock(folder, {
      lockfilePath: join(folder, "ledger.lock"),
      stale: silence,
      update: silence / 6,
      retries: { retries: seconds * 5, factor: 1, minTimeout: 200, maxTimeout: 200 },
    })
    .catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ELOCKED") throw error;
      throw new LedgerBusyError(
        `Invoices of this estate are being issued by ${whoHolds(holder)}; waited ${String(seconds)} s.`,
      );
    });
  try {
    writeFileSync(holder, `${userName()} on ${hostname()}, process ${String(process.pid)}, since ${now}\n`);
    return await action();
  } finally {
    await release();
  }
}

function whoHolds(holder: string): string {
  try {
    return readFileSync(holder, "utf8").trim();
  } catch {
    return "another process";
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
