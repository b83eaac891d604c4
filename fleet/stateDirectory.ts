import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { createFile } from "./files.ts";

/** Where everything lies that is made by running an estate and not committed. */
export function stateDirectoryOf(estateDirectory: string): string {
  return join(estateDirectory, ".tenantry");
}

/** Makes a folder below an estate's state directory, which git is told to leave alone. Safe to repeat and to run twice at once. */
export function makeStateFolder(stateDirectory: string, name: string): string {
  const folder = join(stateDirectory, name);
  mkdirSync(folder, { recursive: true });
  createFile(join(stateDirectory, ".gitignore"), "*\n", 0o644);
  return folder;
}
