import { visible } from "../../core/diagnostics/visible.ts";
import { editDocument } from "../../core/documents/editDocument.ts";
import { parseDocument } from "../../core/documents/parseDocument.ts";
import { parsePath } from "../../core/documents/parsePath.ts";
import { textOf, type SourceFile } from "../../core/documents/sourceFile.ts";
import { formatPath, isMapping, partAt, type ValuePath } from "../../core/documents/sourceMap.ts";
import type { SetDocument } from "../../core/results/editing.ts";
import { openEstate } from "../../fleet/openEstate.ts";
import { visibleJson } from "../../reports/diagnostics/json.ts";
import { changeManifest } from "../changeManifest.ts";
import { exitCodes, UserError, type Context } from "../context.ts";
import { editedText, manifestOf } from "../manifestFile.ts";
import type { SetOptions } from "../manifestVerbs.ts";
import { readValue } from "../readValue.ts";

/** Sets one value of a tenant's manifest, if the whole estate is right with it; all else in the file stays as it is. */
export function set(id: string, pathText: string, valueText: string, options: SetOptions, context: Context): number {
  const opened = openEstate(options.estate, context.workingDirectory, { today: context.today });
  const file = manifestOf(id, opened.files);
  const text = textOf(file);
  const manifest = parseDocument(file).document?.value;
  const path = readPath(pathText, manifest);
  const value = readValue(valueText, `The value for ${pathText}`);
  const edited = editedText(editDocument(text, path, value), file);
  refuseNewId(id, manifest, edited, file);

  const { diff, written } = changeManifest(
    "set",
    { directory: opened.directory, file, text: edited },
    options,
    context,
    "estate",
  );
  const field = formatPath(path);
  const before = partAt(manifest, path);
  const document: SetDocument = {
    ...{ verb: "set", tenant: id, file: file.path, field },
    ...(before !== undefined && { before }),
    ...{ after: value, diff, written },
  };
  if (options.json) context.print(visibleJson(document));
  else if (diff === "") context.print(visible(`${field} of ${id} is this already; nothing changes.`));
  else {
    context.print(diff);
    context.note(options.dryRun ? "Nothing is written." : `Next: tenantry preview ${id}`);
  }
  return exitCodes.done;
}

function readPath(text: string, manifest: unknown): ValuePath {
  const path = parsePath(text, (list, name) => {
    const items = partAt(manifest, list);
    const index = Array.isArray(items) ? items.findIndex((item) => isMapping(item) && item["name"] === name) : -1;
    return index === -1 ? undefined : index;
  });
  if (path !== undefined) return path;
  throw new UserError(
    `${visible(text)} is no path of this manifest. A path looks like spec.state, spec.subscriptions[0].tier or, ` +
      "by an item's name, spec.subscriptions[web].tier.",
  );
}

function refuseNewId(id: string, manifest: unknown, text: string, file: SourceFile): void {
  const idOf = (value: unknown): unknown => partAt(value, ["metadata", "id"]);
  const { document } = parseDocument({ ...file, bytes: new TextEncoder().encode(text) });
  if (idOf(manifest) !== id || idOf(document?.value) === id) return;
  throw new UserError(
    "metadata.id never changes: it is the stack's name and part of every resource's. A customer under another id is " +
      "another tenant: tenantry new tenant.",
  );
}
