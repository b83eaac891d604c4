import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { temporaryIn } from "./temporaries.ts";

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
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryIn(dirname(path));
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
  await replaceBy(path, (temporary) => writeFile(temporary, content, { flush: true }));
}

/**
 * Gives a file what is written in its place; the old one or the new one is there at any moment, whole. A link stays one, and whose the
 * file is and who may read it stays as it was.
 *
 * @param write writes the file of the name that it is given, which is there and empty.
 */
export async function replaceBy(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const { target, temporary } = begin(path);
  try {
    await write(temporary);
    await rename(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * As {@link replaceFile}, with nothing of this process in between.
 *
 * @param flush whether it has to be on the disk before it gets its name. Default: yes.
 */
export function replaceFileSync(path: string, content: string, flush = true): void {
  const { target, temporary } = begin(path);
  try {
    writeFileSync(temporary, content, { flush });
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
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
  replaceFileSync(path, content);
  return true;
}

/** Makes the file that is to take a file's place: empty, and for those alone who may read that one. */
function begin(path: string): { readonly target: string; readonly temporary: string } {
  const target = existsSync(path) ? realpathSync(path) : path;
  const old = statSync(target, { throwIfNoEntry: false });
  const temporary = temporaryIn(dirname(target));
  writeFileSync(temporary, "", { flag: "wx", ...(old !== undefined && { mode: old.mode & 0o600 }) });
  if (old !== undefined) {
    try {
      chownSync(temporary, old.uid, old.gid);
    } catch (error) {
      // Not everybody may give a file to that user or group; it is this process's then, as it would be if it was new.
      if (!["EPERM", "EINVAL"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
    chmodSync(temporary, old.mode & 0o7777);
  }
  return { target, temporary };
}
