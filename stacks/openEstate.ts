import { resolve } from "node:path";

import { serviceKinds } from "../components/registry.ts";
import { hasErrors, sortDiagnostics, type Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { Estate } from "../core/estate/estate.ts";
import { loadEstate, type LoadOptions } from "../core/estate/loadEstate.ts";
import { readEstateFiles } from "./readEstateFiles.ts";

/** An estate read from disk, or everything that is wrong with it. */
export interface OpenedEstate {
  /** The estate's directory, absolute. */
  readonly directory: string;
  readonly estate: Estate | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks the estate in `directory`, which is relative to `workingDirectory`; messages name it as it is given. */
export function openEstate(directory: string, workingDirectory: string, options: LoadOptions = {}): OpenedEstate {
  const absolute = resolve(workingDirectory, directory);
  const read = readEstateFiles(absolute, directory);
  // A directory that cannot be read at all has no further problems worth telling.
  if (read.files.length === 0 && read.diagnostics.length > 0) {
    return { directory: absolute, estate: undefined, diagnostics: read.diagnostics };
  }
  const loaded = loadEstate(read.files, directory, serviceKinds, options);
  const diagnostics = sortDiagnostics([...read.diagnostics, ...loaded.diagnostics]);
  return { directory: absolute, estate: hasErrors(diagnostics) ? undefined : loaded.estate, diagnostics };
}
