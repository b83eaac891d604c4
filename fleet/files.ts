import { randomUUID } from "node:crypto";
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

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

/** Gives a file another text; the old one or the new one is there at any moment, whole. A link stays one, and who owns the file stays. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const { target, temporary, options, own } = replacementOf(path);
  try {
    await writeFile(temporary, content, options);
    own();
    await rename(temporary, target);
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
  const { target, temporary, options, own } = replacementOf(path);
  try {
    writeFileSync(temporary, content, options);
    own();
    renameSync(temporary, target);
    return true;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** What a file is replaced by on its way to its name. */
interface Replacement {
  /** The file itself, where `path` is a link to it. */
  readonly target: string;
  readonly temporary: string;
  readonly options: { readonly flush: true; readonly mode?: number };
  /** Gives it to who owns what it replaces. */
  readonly own: () => void;
}

function replacementOf(path: string): Replacement {
  const target = existsSync(path) ? realpathSync(path) : path;
  const old = statSync(target, { throwIfNoEntry: false });
  const temporary = temporaryIn(dirname(target));
  const options = { flush: true, ...(old !== undefined && { mode: old.mode }) } as const;
  // Nobody else may give a file away.
  const isRoot = process.getuid?.() === 0;
  const own = (): void => {
    if (old !== undefined && isRoot) chownSync(temporary, old.uid, old.gid);
  };
  return { target, temporary, options, own };
}

/** Hidden, so that nothing takes such a file for one of its directory; with the process that writes it. */
const temporaryName = /^\.tenantry-(\d+)-[0-9a-f-]{36}$/;

/** Where this process has looked for such files already. */
const cleared = new Set<string>();

/** A name for a file that is not there yet, in a directory that is. What processes that were killed have left there is taken away. */
function temporaryIn(directory: string): string {
  const names = cleared.has(directory) ? [] : readdirSync(directory);
  cleared.add(directory);
  for (const name of names) {
    const writer = temporaryName.exec(name)?.[1];
    if (writer !== undefined && !isAlive(Number(writer))) rmSync(join(directory, name), { force: true });
  }
  return join(directory, `.tenantry-${String(process.pid)}-${randomUUID()}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
