import { formatDiagnostic } from "../core/diagnostics/format.ts";
import { textOf, type SourceFile } from "../core/documents/sourceFile.ts";
import { fileDiff } from "../reports/fileDiff.ts";
import type { Context } from "./context.ts";
import { replaceManifest } from "./manifestFile.ts";
import { judgeChange } from "./openValidEstate.ts";
import type { CommonOptions } from "./program.ts";

/** A manifest that is to have another text. */
interface NewText {
  /** The estate's, absolute. */
  readonly directory: string;
  readonly file: SourceFile;
  readonly text: string;
}

/** What became of a manifest, as documents have it. */
export interface ManifestChange {
  /** The manifest, as a path. */
  readonly file: string;
  /** Empty where nothing changes. */
  readonly diff: string;
  /** False where nothing changes, and with `--dry-run`. */
  readonly written: boolean;
}

/**
 * Gives a tenant's manifest another text, unless it has it or it is a dry run.
 *
 * @param warnings which of what there is to warn of is noted: that about the manifest, or all of the estate's.
 * @throws InvalidEstateError when the estate is not valid with it, and UserError when somebody has changed the manifest meanwhile.
 */
export function changeManifest(
  verb: string,
  { directory, file, text }: NewText,
  options: CommonOptions & { readonly dryRun: boolean },
  context: Context,
  warnings: "manifest" | "estate" = "manifest",
): ManifestChange {
  for (const warning of judgeChange({ name: file.name, text }, "change", options, verb, context)) {
    if (warnings === "estate" || warning.where?.path === file.path) context.note(formatDiagnostic(warning));
  }
  const before = textOf(file);
  const changed = text !== before;
  const written = changed && !options.dryRun;
  if (written) replaceManifest(directory, file, text);
  return { file: file.path, diff: changed ? fileDiff(file.path, before, text) : "", written };
}
