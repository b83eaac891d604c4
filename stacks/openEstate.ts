import { resolve } from "node:path";

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

/** Reads and checks the estate in `directory`, which is relative to `workingDirectory`; messages name it as it is given. */
export function openEstate(directory: string, workingDirectory: string, options: LoadOptions = {}): OpenedEstate {
  const absolute = resolve(workingDirectory, directory);
  const read = readEstateFiles(absolute, directory);
  const { files } = read;
  // A directory that cannot be read at all has no further problems worth telling.
  if (files.length === 0 && read.diagnostics.length > 0) {
    return { directory: absolute, estate: undefined, files, diagnostics: sortDiagnostics(read.diagnostics) };
  }
  const loaded = loadEstate(files, directory, serviceKinds, options);
  const diagnostics = sortDiagnostics([...read.diagnostics, ...loaded.diagnostics]);
  return { directory: absolute, estate: hasErrors(diagnostics) ? undefined : loaded.estate, files, diagnostics };
}
