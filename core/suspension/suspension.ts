import { editAll, type DocumentEdit } from "../documents/editAll.ts";
import { editableDocument } from "../documents/editableDocument.ts";
import type { EditResult } from "../documents/editDocument.ts";
import { partAt } from "../documents/sourceMap.ts";
import type { TenantManifest } from "../schema/tenant.ts";

/** Why a tenant is suspended. */
export type Suspension = NonNullable<TenantManifest["spec"]["suspension"]>;

const state = ["spec", "state"];
const suspension = ["spec", "suspension"];

/**
 * A manifest's text with the tenant suspended. Where the manifest has no state, the state is written after the suspension, which is how
 * {@link resumed} knows that it was not there.
 *
 * @param text a right manifest.
 */
export function suspended(text: string, { reason, since, note }: Suspension): EditResult {
  const why: DocumentEdit = [suspension, { reason, since, ...(note !== undefined && { note }) }];
  const stops: DocumentEdit = [state, "suspended"];
  return editAll(text, partAt(editableDocument(text)?.value, state) === undefined ? [why, stops] : [stops, why]);
}

/**
 * A manifest's text with the tenant not suspended: byte by byte as it was before {@link suspended}, where nobody has changed the two
 * since.
 */
export function resumed(text: string): EditResult {
  const was = partAt(editableDocument(text)?.value, state);
  if (was !== "suspended") return editAll(text, [[suspension, undefined]]);
  const keys = Object.keys(partAt(editableDocument(text)?.value, ["spec"]) ?? {});
  const at = keys.indexOf("suspension");
  const wasAdded = at !== -1 && keys[at + 1] === "state";
  return editAll(text, [
    [state, wasAdded ? undefined : "active"],
    [suspension, undefined],
  ]);
}
