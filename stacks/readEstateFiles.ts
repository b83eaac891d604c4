import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, type Dirent } from "node:fs";
import { join, relative, sep } from "node:path";

import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { maximumDocumentBytes } from "../core/documents/readText.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import { ledgerDirectory, manifestDirectories, placeOf, strayAdvice } from "../core/estate/places.ts";

/** The files that were read, and those that could not be. */
export interface ReadResult {
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads every manifest of an estate, in the order of their names: those at its top and all YAML and JSON files below
 * `approvals/`, `billing/`, `catalogue/`, `pricebook/`, `rollouts/` and `tenants/`. The directory of issued invoices is not entered.
 * Hidden files and Markdown are passed over; other files in these directories, and names that are nearly right, are warned of. Links are
 * never followed, so nothing outside the directory is read and nothing inside it twice; one in the place of a manifest is a problem,
 * since whoever made it expects it to be followed.
 *
 * @param shownDirectory the directory as messages name it: the way the user typed it.
 * @param passOver which of these directories are not entered, as nothing of them is needed.
 */
export function readEstateFiles(
  directory: string,
  shownDirectory: string,
  passOver: readonly string[] = [],
): ReadResult {
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
    const bytes = attempt(name, readBeginning);
    if (bytes !== undefined) files.push({ path: shown(name), name, bytes });
  };
  const checkLink = (name: string): void => {
    const target = attempt(name, (path) => realpathSync(path));
    if (target === undefined) return;
    const [first] = relative(realpathSync(directory), target).split(sep);
    diagnostics.push(first === ".." ? leadsOut(shown(name)) : notRead(shown(name), "error", "is a link", notALink));
  };
  const visit = (entry: Dirent, child: string, mayHoldManifests: boolean): void => {
    const isPlace = placeOf(child) !== undefined;
    if (passOver.includes(child) || (entry.isDirectory() && child === ledgerDirectory)) return;
    if (entry.isDirectory() && mayHoldManifests) walk(child);
    else if (entry.isFile() && isPlace) readFile(child);
    else if (entry.isSymbolicLink() && (mayHoldManifests || isPlace)) checkLink(child);
    else if (isPlace) diagnostics.push(notRead(shown(child), "error", "is no file", "Put a file there, or remove it."));
    else {
      const advice = strayAdvice(child, entry.isDirectory());
      if (advice !== undefined) diagnostics.push(notRead(shown(child), "warning", "is not read", advice));
    }
  };
  const walk = (name: string): void => {
    const entries = attempt(name, (path) => readdirSync(path, { withFileTypes: true })) ?? [];
    // Directories list their entries in an order of their own.
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith(".")) continue;
      visit(
        entry,
        name === "" ? entry.name : `${name}/${entry.name}`,
        name !== "" || manifestDirectories.includes(entry.name),
      );
    }
  };
  walk("");
  return { files, diagnostics };
}

/** The bytes of a file up to one more than a document may have, so that a huge one costs no more than that. */
function readBeginning(path: string): Uint8Array {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.min(fstatSync(descriptor).size, maximumDocumentBytes + 1));
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
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

const notALink = "Put the file itself there; links are not followed.";

function notRead(path: string, severity: Diagnostic["severity"], why: string, fix: string): Diagnostic {
  return { code: "TEN012", severity, message: `${path} ${why}.`, fix, where: { path } };
}
