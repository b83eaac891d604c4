import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { ToolchainError } from "./errors.ts";

/** Told what is going on, one line at a time, without a line end. */
export type OnProgress = (line: string) => void;

/** Names one entry of the cache. */
export interface CacheEntry {
  /** The cache's folder. */
  readonly cacheDir: string;
  /** The tool, e.g. `pulumi`. */
  readonly name: string;
  /** The tool's version. */
  readonly version: string;
}

/**
 * Where an entry lies. The platform is part of the name, because a home folder may be shared between machines or with
 * a container.
 */
export const entryDirectory = ({ cacheDir, name, version }: CacheEntry): string =>
  path.join(cacheDir, name, `${version}-${process.platform}-${process.arch}`);

/** What `installOnce` needs beside the entry's name. */
export interface InstallOptions extends CacheEntry {
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
  /** Makes the entry's content inside the given empty folder and returns the folder that becomes the entry. */
  readonly produce: (temporary: string) => Promise<string>;
}

/**
 * Puts an entry into the cache unless it is there, and returns its folder.
 *
 * The content is made in a temporary folder, flushed to disk and renamed into place, so an interrupted run, a kill -9
 * or a full disk leaves no half entry. A lock keeps a second run from doing the same work beside the first; the second
 * waits and says so. The lock of a dead run goes stale within ten seconds and what that run left is removed. Were two
 * runs to get past the lock all the same, the first rename would win and the second run would use its result.
 */
export async function installOnce(options: InstallOptions): Promise<string> {
  const target = entryDirectory(options);
  if (await isDirectory(target)) return target;
  const label = `${options.name}-${path.basename(target)}`;
  const temporaries = path.join(options.cacheDir, "tmp");
  const locks = path.join(options.cacheDir, "locks");
  return await explainingDiskErrors(options.cacheDir, async () => {
    for (const folder of [path.dirname(target), temporaries, locks]) await mkdir(folder, { recursive: true });
    const release = await acquire(path.join(locks, `${label}.lock`), target, options);
    if (!release) return target;
    try {
      if (await isDirectory(target)) return target;
      await removeLeftovers(temporaries, `${label}.`);
      const temporary = await mkdtemp(path.join(temporaries, `${label}.`));
      try {
        const made = await options.produce(temporary);
        await flush(made);
        await publish(made, target);
      } finally {
        await rm(temporary, { recursive: true, force: true });
      }
      return target;
    } finally {
      await release();
    }
  });
}

/** Renames `made` to `target`; when another run was first, keeps that run's. Returns once `target` is there. */
export async function publish(made: string, target: string): Promise<void> {
  try {
    await rename(made, target);
  } catch (error) {
    if (!(await isDirectory(target))) throw error;
  }
}

/** Takes the lock, or returns undefined when the entry appeared while waiting for it. */
async function acquire(
  lockfilePath: string,
  target: string,
  options: InstallOptions,
): Promise<(() => Promise<void>) | undefined> {
  const started = Date.now();
  let said = -Infinity;
  for (;;) {
    options.signal?.throwIfAborted();
    try {
      const release = await lock(target, {
        lockfilePath,
        realpath: false,
        stale: 10_000,
        update: 2_000,
        // A suspended machine may lose its lock. That costs a second build, nothing else: see installOnce.
        onCompromised: () => undefined,
      });
      // The lock may be gone already, for the reason above.
      return async () => {
        await release().catch(() => undefined);
      };
    } catch (error) {
      if (!(hasCode(error) && error.code === "ELOCKED")) throw error;
    }
    if (await isDirectory(target)) return undefined;
    if (Date.now() - said > 15_000) {
      said = Date.now();
      const waited = Math.round((said - started) / 1000);
      options.onProgress(
        `another run is getting ${options.name} ${options.version}; waiting for it (${String(waited)} s)`,
      );
    }
    await sleep(250, undefined, { signal: options.signal });
  }
}

/** Removes the temporary folders that dead runs left. Only the holder of the entry's lock may call it. */
async function removeLeftovers(folder: string, prefix: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix)) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Writes a folder's files through to disk, so that a power cut after the rename finds whole files. */
async function flush(folder: string): Promise<void> {
  for (const item of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!item.isFile()) continue;
    const handle = await open(path.join(item.parentPath, item.name), "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

/** Failures of the disk rather than of the work: trying another way to get the tool would meet them again. */
const diskErrors = new Set(["EACCES", "EDQUOT", "EIO", "ENOSPC", "ENOTDIR", "EPERM", "EROFS"]);

/** A system error by its shape: an error of another realm, such as a test runner's, is no instance of `Error` here. */
const hasCode = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === "object" && error !== null && "code" in error;

/** Whether the error says that the disk is full, read-only or closed to this user. */
export const isDiskError = (error: unknown): error is NodeJS.ErrnoException =>
  hasCode(error) && typeof error.code === "string" && diskErrors.has(error.code);

/** Runs `work`; a failure of the disk becomes an error that names the cache's folder and the way to another one. */
export async function explainingDiskErrors<T>(cacheDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDiskError(error)) throw error;
    throw new ToolchainError(`The cache folder ${cacheDir} cannot be written: ${error.message}.`, {
      remedies: [
        `make room or give write access to ${cacheDir}`,
        "set TENANTRY_CACHE to another folder (the Pulumi CLI takes about 130 MB, the Kubernetes parts about 500 MB)",
      ],
      cause: error,
    });
  }
}

async function isDirectory(folder: string): Promise<boolean> {
  return await stat(folder).then(
    (status) => status.isDirectory(),
    () => false,
  );
}
