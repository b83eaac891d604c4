import { basename } from "node:path";

import { hasErrors, type Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { checkShape } from "../core/documents/checkShape.ts";
import { parseDocument } from "../core/documents/parseDocument.ts";
import type { SourceFile } from "../core/documents/sourceFile.ts";
import type { Estate } from "../core/estate/estate.ts";
import { incidentsSchema, type Incident } from "../core/schema/incidents.ts";
import { checkIncidents } from "../core/service/checkIncidents.ts";
import { diagnosticsAsJson } from "../reports/diagnostics/json.ts";
import { InvalidEstateError, type Context } from "./context.ts";
import { readText } from "./readText.ts";

/**
 * The incidents in a file that the user named; a path is relative to where the command was given. Stops the verb with every problem
 * of the file.
 *
 * @param json whether the verb prints a document.
 * @param verb whose.
 */
export function readIncidents(
  path: string,
  estate: Estate,
  json: boolean,
  context: Context,
  verb = "sla",
): readonly Incident[] {
  const file: SourceFile = {
    path,
    name: basename(path),
    bytes: new TextEncoder().encode(readText(path, context)),
  };
  const { document, diagnostics } = parseDocument(file);
  if (document === undefined) throw refused(diagnostics);
  const shaped = checkShape(incidentsSchema, document.value, document);
  if (shaped.value === undefined) throw refused(shaped.diagnostics);
  const problems = checkIncidents({ manifest: shaped.value, document }, estate);
  if (hasErrors(problems)) throw refused(problems);
  return shaped.value.spec.incidents;

  function refused(found: readonly Diagnostic[]): InvalidEstateError {
    if (json) context.print(diagnosticsAsJson(verb, 0, found));
    return new InvalidEstateError(found, [file]);
  }
}
