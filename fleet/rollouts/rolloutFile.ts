import { readFileSync } from "node:fs";
import { join } from "node:path";

import { checkShape } from "../../core/documents/checkShape.ts";
import { editDocument } from "../../core/documents/editDocument.ts";
import { parseDocument } from "../../core/documents/parseDocument.ts";
import { textOf } from "../../core/documents/sourceFile.ts";
import type { Json } from "../../core/kinds/serviceKind.ts";
import { rolloutSchema, type RolloutManifest, type RolloutStatus } from "../../core/schema/rollout.ts";
import { replaceFile } from "../files.ts";
import { isAbsent } from "../ifThere.ts";

/** A rollout's document on disk. Its comments, and all but its status, stay as they are when it is written. */
export interface RolloutFile {
  /** What it says now; undefined where it is gone, or is no rollout any more. */
  readonly read: () => RolloutManifest | undefined;
  /** Its text as it would be with another status. */
  readonly textWith: (status: RolloutStatus) => string;
  readonly write: (status: RolloutStatus) => Promise<void>;
}

/** A rollout's document that cannot be written to, because somebody has changed it by hand. */
class RolloutFileError extends Error {
  override readonly name = "RolloutFileError";
}

/**
 * Opens a rollout's document.
 *
 * @param directory the estate's, absolute.
 * @param name the file's below it, such as `rollouts/iaas-standard-2.yaml`.
 */
export function openRolloutFile(directory: string, name: string): RolloutFile {
  const path = join(directory, name);
  const bytes = (): Buffer => readFileSync(path);
  const textWith = (status: RolloutStatus): string => {
    const edit = editDocument(textOf({ bytes: bytes() }), ["status"], plain(status));
    if ("problem" in edit) throw new RolloutFileError(`${name}: ${edit.problem}`);
    return edit.text;
  };
  return {
    read: () => {
      try {
        const { document } = parseDocument({ path, name, bytes: bytes() });
        return document && checkShape(rolloutSchema, document.value, document).value;
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    textWith,
    write: (status) => replaceFile(path, textWith(status)),
  };
}

/** The status without what is not there and what is empty, in an order of its own. */
function plain({ state, undoing, wave, reached, open, failed, outsideWindows, reason }: RolloutStatus): Json {
  return {
    state,
    ...(undoing !== undefined && { undoing }),
    wave,
    ...(reason !== undefined && { reason }),
    ...(outsideWindows !== undefined && { outsideWindows }),
    reached,
    open,
    failed,
  };
}
