import { join } from "node:path";

import { didYouMean } from "../core/diagnostics/nearest.ts";
import { visible } from "../core/diagnostics/visible.ts";
import type { EditResult } from "../core/documents/editDocument.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import { manifestName, placeOf } from "../core/estate/places.ts";
import { replaceFileIfSame } from "../fleet/files.ts";
import { UserError } from "./context.ts";

/**
 * A tenant's manifest by the file's name, which has to be the id: so that a manifest can be mended that is wrong.
 *
 * @throws UserError when there is none.
 */
export function manifestOf(id: string, files: readonly SourceFile[]): SourceFile {
  const tenants = files.filter(({ name }) => placeOf(name) === "tenant");
  const idOf = ({ name }: SourceFile): string => manifestName(name);
  const file = tenants.find((candidate) => idOf(candidate) === id);
  if (file !== undefined) return file;
  const known = tenants.map(idOf).toSorted();
  const told = `The estate has no tenant "${id}". ${didYouMean(id, known) ?? ""}`.trim();
  throw new UserError(visible(told) + `\nTenants: ${visible(known.join(", ") || "none")}.`);
}

/**
 * The text that an edit gives.
 *
 * @throws UserError when the file cannot be edited so.
 */
export function editedText(edit: EditResult, { path }: SourceFile): string {
  if ("problem" in edit) throw new UserError(visible(`${path}: ${edit.problem}`));
  return edit.text;
}

/**
 * Gives a file of the estate another text.
 *
 * @param directory the estate's, absolute.
 * @throws UserError when the file is not as it was read any more: somebody else's change is not lost.
 */
export function replaceManifest(directory: string, file: SourceFile, text: string): void {
  if (replaceFileIfSame(join(directory, file.name), file.bytes, text)) return;
  throw new UserError(visible(`${file.path} was changed meanwhile, and is left as it is now. Run this again.`));
}
