import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../core/diagnostics/format.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { parseDocument } from "../core/documents/parseDocument.ts";
import { textOf } from "../core/documents/sourceFile.ts";
import { isMapping, partAt } from "../core/documents/sourceMap.ts";
import { withoutPending } from "../core/moves/editMove.ts";
import type { MoveUndoDocument } from "../core/results/moves.ts";
import { openEstate, type ProposedFile } from "../fleet/openEstate.ts";
import { visibleJson } from "../reports/diagnostics/json.ts";
import { fileDiff } from "../reports/fileDiff.ts";
import { exitCodes, InvalidEstateError, type Context } from "./context.ts";
import { editedText, manifestOf, replaceManifest } from "./manifestFile.ts";
import type { MoveOptions } from "./moveVerbs.ts";
import { indexOfSubscription } from "./moving.ts";

type Opened = Pick<ReturnType<typeof openEstate>, "files" | "diagnostics">;

/**
 * `move --undo`: takes a pending move away; also one that is wrong, which this mends. What else is wrong with the estate does not keep it:
 * where a version is taken from the catalogue that several moves lead to, they are taken away one after the other.
 */
export function undoMove(id: string, name: string, options: MoveOptions, context: Context): number {
  const open = (proposed?: ProposedFile) =>
    openEstate(options.estate, context.workingDirectory, { today: context.today }, proposed);
  const opened = open();
  const { directory, files } = opened;
  const file = manifestOf(id, files);
  const listed = partAt(parseDocument(file).document?.value, ["spec", "subscriptions"]);
  const subscriptions: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const names = subscriptions.map((each) => (isMapping(each) && typeof each["name"] === "string" ? each["name"] : ""));
  const before = textOf(file);
  const text = editedText(withoutPending(before, indexOfSubscription(id, name, names)), file);
  const changed = text !== before;
  const after = open({ name: file.name, text });
  refuseNewErrors(opened, after, context);
  for (const one of after.diagnostics) if (one.where?.path === file.path) context.note(formatDiagnostic(one));
  const written = changed && !options.dryRun;
  if (written) replaceManifest(directory, file, text);
  const document: MoveUndoDocument = {
    ...{ verb: "move --undo", tenant: id, subscription: name, file: file.path },
    ...{ diff: changed ? fileDiff(file.path, before, text) : "", written },
  };
  if (options.json) context.print(visibleJson(document));
  else if (changed) context.print(document.diff);
  else context.print(visible(`No move of ${name} of ${id} is pending; nothing changes.`));
  if (changed && options.dryRun) context.note("Nothing is written.");
  return exitCodes.done;
}

function refuseNewErrors(before: Opened, after: Opened, context: Context): void {
  const keyOf = ({ code, message, where }: Diagnostic): string => JSON.stringify([code, message, where?.path]);
  const known = new Set(before.diagnostics.map(keyOf));
  const found = after.diagnostics.filter((one) => one.severity === "error" && !known.has(keyOf(one)));
  if (found.length === 0) return;
  context.note("Nothing is written: with this change the estate would not be valid.");
  throw new InvalidEstateError(found, after.files);
}
