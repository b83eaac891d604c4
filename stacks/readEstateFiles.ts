import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";

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
 * `pricebook/` and `tenants/`. Hidden files and links are passed over, so nothing outside the directory is read; a link that
 * leads out of it is a problem, since whoever made it expects it to be followed.
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
  const checkLink = (name: string): void => {
    const target = attempt(name, (path) => realpathSync(path));
    if (target === undefined) return;
    const [first] = relative(realpathSync(directory), target).split(sep);
    if (first === "..") diagnostics.push(leadsOut(shown(name)));
  };
  const walk = (name: string): void => {
    const entries = attempt(name, (path) => readdirSync(path, { withFileTypes: true })) ?? [];
    for (const entry of entries) {
      const child = name === "" ? entry.name : `${name}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      const mayHoldManifests = name !== "" || manifestDirectories.includes(entry.name);
      if (entry.isDirectory() && mayHoldManifests) walk(child);
      else if (entry.isFile() && placeOf(child) !== undefined) readFile(child);
      else if (entry.isSymbolicLink() && (mayHoldManifests || placeOf(child) !== undefined)) checkLink(child);
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
    where: { path },
  };
}

function leadsOut(path: string): Diagnostic {
  return {
    code: "TEN010",
    severity: "error",
    message: `${path} is a link that leads out of the estate.`,
    fix: "Put a copy in its place; what counts for an estate lies in it.",
    where: { path },
  };
}
