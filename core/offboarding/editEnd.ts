import { editDocument, type EditResult } from "../documents/editDocument.ts";
import { removeKey } from "../documents/removeKey.ts";
import type { Json } from "../kinds/serviceKind.ts";
import type { Offboarding } from "../schema/offboarding.ts";

/** What a manifest says of its tenant's end, without what is so by itself. */
type WrittenOffboarding = Omit<Offboarding, "provisioned"> & Partial<Pick<Offboarding, "provisioned">>;

const endPath = ["spec", "offboarding"];
const statePath = ["spec", "state"];

/** A manifest's text with its tenant's end in it. All else stays byte by byte. */
export function writeEnd(text: string, offboarding: Offboarding): EditResult {
  const { provisioned, ...rest } = offboarding;
  const written: WrittenOffboarding = { ...rest, ...(!provisioned && { provisioned }) };
  const stopped = editDocument(text, statePath, "offboarded");
  // Zod gives plain JSON for what JSON said.
  return "problem" in stopped ? stopped : editDocument(stopped.text, endPath, written as unknown as Json);
}

/** A manifest's text as it was before {@link writeEnd}, byte by byte, whatever was changed of the end since. */
export function takeEndBack(text: string, { before }: Pick<Offboarding, "before">): EditResult {
  const without = removeKey(text, endPath);
  if ("problem" in without) return without;
  return before === undefined ? removeKey(without.text, statePath) : editDocument(without.text, statePath, before);
}
