import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import type { TestEstate } from "./cli.ts";

/** The files where the engine keeps the locks of an estate's states. */
export function engineLocks({ stateDirectory }: TestEstate): string[] {
  const directory = join(stateDirectory, "state", ".pulumi", "locks");
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
