import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";

import { serviceKinds } from "../components/registry.ts";
import { hasErrors, sortDiagnostics } from "../core/diagnostics/diagnostic.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import { loadEstate, type LoadOptions } from "../core/estate/loadEstate.ts";
import type { OpenedEstate } from "../stacks/openEstate.ts";
import { readEstateFiles } from "../stacks/readEstateFiles.ts";

/** A file of an estate that is to be made, or to have another text. */
export interface ProposedFile {
  /** The path below the estate's directory, such as `tenants/acme.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** What an estate would be with one file made or changed; nothing is written. */
export function openEstateWith(
  proposed: ProposedFile,
  directory: string,
  workingDirectory: string,
  options: LoadOptions,
): OpenedEstate {
  const absolute = resolve(workingDirectory, directory);
  const read = readEstateFiles(absolute, directory);
  const file: SourceFile = {
    path: join(directory, proposed.name),
    name: proposed.name,
    bytes: new TextEncoder().encode(proposed.text),
  };
  const files = [...read.files.filter(({ name }) => name !== proposed.name), file];
  const loaded = loadEstate(files, directory, serviceKinds, options);
  const diagnostics = sortDiagnostics([...read.diagnostics, ...loaded.diagnostics]);
  return { directory: absolute, estate: hasErrors(diagnostics) ? undefined : loaded.estate, files, diagnostics };
}

/** Gives a file of an estate another text; the old one or the new one is there at any moment, whole. */
export async function replaceFile(directory: string, { name, text }: ProposedFile): Promise<void> {
  await writeFileAtomic(join(directory, name), text);
}

/**
 * Makes a file of an estate. It appears whole or not at all, and never in the place of another.
 *
 * @returns false when a file of that name is there.
 */
export function createFile(directory: string, { name, text }: ProposedFile): boolean {
  const path = join(directory, name);
  const temporary = join(dirname(path), `.${randomUUID()}`);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(temporary, text, { flush: true });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(temporary, { force: true });
  }
}
