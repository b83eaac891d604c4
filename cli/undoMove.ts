import { formatDiagnostic } from "../core/diagnostics/format.ts";
import { visible } from "../core/diagnostics/visible.ts";
import { parseDocument } from "../core/documents/parseDocument.ts";
import { isMapping, partAt } from "../core/documents/sourceMap.ts";
import { withoutPending } from "../core/moves/editMove.ts";
import type { MoveUndoDocument } from "../core/results/moves.ts";
import { openEstate } from "../fleet/openEstate.ts";
import { visibleJson } from "../reports/diagnostics/json.ts";
import { fileDiff } from "../reports/fileDiff.ts";
import { exitCodes, type Context } from "./context.ts";
import { editedText, manifestOf, replaceManifest, textOf } from "./manifestFile.ts";
import type { MoveOptions } from "./moveVerbs.ts";
import { indexOfSubscription } from "./moving.ts";
import { judgeChange } from "./openValidEstate.ts";

/** `move --undo`: takes a pending move away; also one that is wrong, which this mends. */
export function undoMove(id: string, name: string, options: MoveOptions, context: Context): number {
  const { directory, files } = openEstate(options.estate, context.workingDirectory, { today: context.today });
  const file = manifestOf(id, files);
  const listed = partAt(parseDocument(file).document?.value, ["spec", "subscriptions"]);
  const subscriptions: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const names = subscriptions.map((each) => (isMapping(each) && typeof each["name"] === "string" ? each["name"] : ""));
  const before = textOf(file);
  const text = editedText(withoutPending(before, indexOfSubscription(id, name, names)), file);
  const changed = text !== before;
  for (const warning of judgeChange({ name: file.name, text }, "change", options, "move", context)) {
    if (warning.where?.path === file.path) context.note(formatDiagnostic(warning));
  }
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
