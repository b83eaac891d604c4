import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";

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

/**
 * Makes a file, and its directory. It appears whole or not at all, and never in the place of another: of two runs at once one
 * wins, and both can go on with what is there then.
 *
 * @returns false when a file of that name is there.
 */
export function createFile(path: string, content: string, mode = 0o666): boolean {
  if (existsSync(path)) return false;
  // Hidden, so that nothing takes it for a file of its directory.
  const temporary = join(dirname(path), `.${randomUUID()}`);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(temporary, content, { mode, flush: true });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Gives a file another text; the old one or the new one is there at any moment, whole. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writeFileAtomic(path, content);
}

/**
 * Gives a file another text if it still has the one that it is thought to have, with nothing of this process in between.
 *
 * @returns false when it has another: it stays as it is.
 * @throws Error with the code EACCES for a file that is read-only; a rename alone would not mind.
 */
export function replaceFileIfSame(path: string, expected: Uint8Array, content: string): boolean {
  accessSync(path, constants.W_OK);
  if (!readFileSync(path).equals(expected)) return false;
  writeFileAtomic.sync(path, content);
  return true;
}
