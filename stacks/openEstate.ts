import { join, resolve } from "node:path";

import { serviceKinds } from "../components/registry.ts";
import { hasErrors, sortDiagnostics, type Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import type { Estate } from "../core/estate/estate.ts";
import { loadEstate, type LoadOptions } from "../core/estate/loadEstate.ts";
import { readEstateFiles } from "./readEstateFiles.ts";

/** An estate read from disk, or everything that is wrong with it. */
export interface OpenedEstate {
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly estate: Estate | undefined;
  /** The files that were read, for showing where in them something is wrong. */
  readonly files: readonly SourceFile[];
  /** In a stable order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A file of an estate that is to be made, or to have another text. */
export interface ProposedFile {
  /** The path below the estate's directory, such as `tenants/acme.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** What an estate is judged by, and what of it is not even read. */
export interface OpenOptions extends LoadOptions {
  /**
   * Directories whose documents count for nothing that is asked, which then are neither read nor judged: whom and by what customers are
   * billed, and what costs are. The estate is as one without them.
   */
  readonly passOver?: readonly ("billing" | "pricebook")[];
}

/**
 * Reads and checks the estate in `directory`, which is relative to `workingDirectory`; messages name it as it is given.
 *
 * @param proposed judges the estate as it would be with this file made or changed; nothing is written.
 */
export function openEstate(
  directory: string,
  workingDirectory: string,
  options: OpenOptions = {},
  proposed?: ProposedFile,
): OpenedEstate {
  const absolute = resolve(workingDirectory, directory);
  const read = readEstateFiles(absolute, directory, options.passOver);
  const files = proposed === undefined ? read.files : withFile(read.files, directory, proposed);
  // A directory that cannot be read at all has no further problems worth telling.
  if (files.length === 0 && read.diagnostics.length > 0) {
    return { directory: absolute, estate: undefined, files, diagnostics: sortDiagnostics(read.diagnostics) };
  }
  const loaded = loadEstate(files, directory, serviceKinds, options);
  const diagnostics = sortDiagnostics([...read.diagnostics, ...loaded.diagnostics]);
  return { directory: absolute, estate: hasErrors(diagnostics) ? undefined : loaded.estate, files, diagnostics };
}

function withFile(files: readonly SourceFile[], directory: string, { name, text }: ProposedFile): SourceFile[] {
  const file = { path: join(directory, name), name, bytes: new TextEncoder().encode(text) };
  return [...files.filter((other) => other.name !== name), file];
}
