import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import { manifestDirectories, placeOf } from "../core/estate/places.ts";

/** The files that were read, and those that could not be. */
export interface ReadResult {
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every manifest of an estate: those at its top and all YAML and JSON files below `catalogue/`,
 * `pricebook/` and `tenants/`. Hidden files and links are passed over, so nothing outside the directory is read.
 *
 * @param shownDirectory the directory as messages name it: the way the user typed it.
 */
export function readEstateFiles(directory: string, shownDirectory: string): ReadResult {
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  const shown = (name: string): string => join(shownDirectory, name);
  const attempt = <T>(name: string, read: (path: string) => T): T | undefined => {
    try {
      return read(join(directory, name));
    } catch (error) {
      diagnostics.push(unreadable(shown(name), error as NodeJS.ErrnoException));
      return undefined;
    }
  };
  const readFile = (name: string): void => {
    const bytes = attempt(name, (path) => readFileSync(path));
    if (bytes !== undefined) files.push({ path: shown(name), name, bytes });
  };
  const walk = (name: string): void => {
    const entries = attempt(name, (path) => readdirSync(path, { withFileTypes: true })) ?? [];
    for (const entry of entries) {
      const child = name === "" ? entry.name : `${name}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory() && (name !== "" || manifestDirectories.includes(entry.name))) walk(child);
      else if (entry.isFile() && placeOf(child) !== undefined) readFile(child);
    }
  };
  walk("");
  return { files, diagnostics };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by this user",
  EPERM: "may not be read by this user",
  ENOTDIR: "is not a directory",
  EISDIR: "is a directory",
  ELOOP: "is a link in a circle",
};

function unreadable(path: string, error: NodeJS.ErrnoException): Diagnostic {
  const reason = reasons[error.code ?? ""] ?? `cannot be read (${error.code ?? error.message})`;
  return {
    code: "TEN001",
    severity: "error",
    message: `${path} ${reason}.`,
    fix: "Correct the path or its permissions; --estate names the estate's directory.",
    where: { path, line: 1, column: 1 },
  };
}
