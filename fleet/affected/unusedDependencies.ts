import { mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

const day = 24 * 60 * 60_000;

/** How many installed sets of dependencies are kept, for how long after they were last used, and how long each is kept in any case: a run may use it. */
const keeping = { count: 8, longest: 90 * day, shortest: day } as const;

/** A set of dependencies that is installed. */
export interface InstalledSet {
  /** Its folder's name. */
  readonly name: string;
  /** When it was last used, in milliseconds since 1970. */
  readonly used: number;
}

/** The names of the sets that are not worth their place any more: too many have been used since, or nobody has for long. */
export function unusedSets(sets: readonly InstalledSet[], now: number): string[] {
  return sets
    .toSorted((a, b) => b.used - a.used)
    .filter(({ used }, index) => {
      const age = now - used;
      return age > keeping.shortest && (index >= keeping.count || age > keeping.longest);
    })
    .map(({ name }) => name);
}

/** Notes that a set is used now. */
export async function noteUse(directory: string, now: number): Promise<void> {
  const moment = new Date(now);
  // A cache that others own may be read by us all the same.
  await utimes(directory, moment, moment).catch(() => undefined);
}

/**
 * Removes the sets of a folder that are not worth their place. Each is moved away first, so that no run finds half of one. What cannot be
 * removed stays: it is in nobody's way.
 *
 * @param temporaries a folder of the same file system.
 */
export async function removeUnused(folder: string, temporaries: string, now: number): Promise<void> {
  const sets: InstalledSet[] = [];
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isDirectory() === true) sets.push({ name, used: found.mtimeMs });
  }
  for (const name of unusedSets(sets, now)) {
    try {
      const away = await mkdtemp(join(temporaries, "unused."));
      await rename(join(folder, name), join(away, name));
      await rm(away, { recursive: true, force: true });
    } catch {
      // Another run removes it, or it is not ours.
    }
  }
}
