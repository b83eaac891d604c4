import { readdirSync, statSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";

import { copyCleanly, isClean, shapeOf, type UsageShape } from "./cleanUsage.ts";

/** A file of usage records as DuckDB reads it. */
export interface StagedFile {
  /** Its place in the order of all, from 0. */
  readonly number: number;
  /** As people know it: the path below what was named, or its last part. */
  readonly name: string;
  readonly shape: UsageShape;
  /** A link to it, or to a copy that is clean, whose own path has nothing in it that DuckDB would take for a pattern. */
  readonly link: string;
}

/**
 * The files with usage records: one, or all of a directory and those in it, in the order of their paths. What is hidden, and what is no
 * `.jsonl`, `.ndjson`, `.json` or `.csv`, is left out of a directory.
 *
 * @param path absolute.
 * @throws Error with an errno `code` for what is not there.
 */
export function usageFiles(path: string): { readonly path: string; readonly name: string }[] {
  if (!statSync(path).isDirectory()) return [{ path, name: relative(join(path, ".."), path) }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, name: relative(path, join(entry.parentPath, entry.name)) }))
    .filter(
      ({ entry, name }) => entry.isFile() && /\.(?:jsonl|ndjson|json|csv)$/i.test(name) && !/(?:^|[\\/])\./.test(name),
    )
    .map(({ name }) => ({ path: join(path, name), name }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Makes usage files ready to be read by DuckDB.
 *
 * @param links an empty directory for the links.
 * @param copies an empty directory for clean copies of files that are not as DuckDB needs them.
 */
export async function stageUsage(path: string, links: string, copies: string): Promise<StagedFile[]> {
  const staged: StagedFile[] = [];
  for (const [number, file] of usageFiles(path).entries()) {
    const shape = await shapeOf(file.path);
    const clean = shape.kind !== "array" && (await isClean(file.path));
    const copy = join(copies, String(number));
    if (!clean) await copyCleanly(file.path, copy, shape.kind);
    const link = join(links, `${String(number)}.txt`);
    symlinkSync(clean ? file.path : copy, link);
    staged.push({ number, name: file.name, shape, link });
  }
  return staged;
}
