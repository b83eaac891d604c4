import { randomUUID } from "node:crypto";
import { existsSync, linkSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * What must be free before a run starts. A stack's state is some 100 KiB, written many times beside itself; and an engine
 * whose disk runs full leaves its state file cut off, and the backup too (seen with Pulumi 3.274.1 on a full tmpfs).
 */
const neededMiB = 64;

/**
 * Makes sure that there is room where a directory is or will be.
 *
 * @throws Error with the code ENOSPC that says how much there is.
 */
export function requireFreeSpace(directory: string): void {
  let existing = resolve(directory);
  while (!existsSync(existing)) existing = dirname(existing);
  const { bavail, bsize, blocks } = statfsSync(existing);
  const freeMiB = (bavail * bsize) / 1024 ** 2;
  // File systems that do not count their blocks say that they have none at all.
  if (blocks === 0 || freeMiB >= neededMiB) return;
  const message = `${directory} has ${freeMiB.toFixed(1)} MiB free, and a run needs ${String(neededMiB)} MiB`;
  throw Object.assign(new Error(message), { code: "ENOSPC" });
}

/** Writes a file unless it is there. It appears whole or not at all, and of two runs at once one wins and both go on with it. */
export function writeOnce(path: string, content: string, mode: number): void {
  if (existsSync(path)) return;
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, content, { mode, flush: true });
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
