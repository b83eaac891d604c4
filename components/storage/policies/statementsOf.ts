import { parseJson } from "../../../core/documents/parseJson.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";

/** The statements of a policy document, which comes as JSON text or as plain data; none of what is no document. */
export function statementsOf(document: unknown): readonly unknown[] {
  return oneOrMany(valueAt(typeof document === "string" ? parseJson(document) : document, "Statement"));
}
