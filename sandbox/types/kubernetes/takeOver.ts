/** Creating what exists: the real provider applies to it, and the API server looks who else set which field. */
import { TargetError } from "../../provider/errors.ts";
import { differences } from "../../provider/diff.ts";
import { unsealProperties } from "../../provider/secrets.ts";
import { propertiesOf, reveal, type Properties } from "../../provider/values.ts";
import type { Admission } from "../definition.ts";

/** Annotation by which a program takes fields over that somebody else has set. */
const PATCH_FORCE = "pulumi.com/patchForce";

/** What an object's creator asked for, with secrets opened that the new inputs have, too. */
export function askedFor(admission: Admission): Properties | undefined {
  const { self, inputs, inventory } = admission;
  return self === undefined ? undefined : reveal(unsealProperties(self.inputs, inputs, inventory.sealKey));
}

/**
 * Refuses to create an object that exists when both set a field to different values, as server-side apply does.
 *
 * @param plural lower-case plural of the kind.
 */
export function refuseConflict(admission: Admission, plural: string): void {
  const { inputs, isCreate } = admission;
  const before = askedFor(admission);
  if (!isCreate || before === undefined) return;
  const annotations = propertiesOf(propertiesOf(inputs["metadata"])["annotations"]);
  if (annotations[PATCH_FORCE] === "true") return;
  const conflicts = differences(withoutOwn(before), withoutOwn(inputs)).filter(({ kind }) => kind === "update");
  if (conflicts.length === 0) return;
  const fields = conflicts.map(({ path }) => `.${path}`).join(", ");
  throw new TargetError(
    "Conflict",
    `${plural} exists already, and its creator has set ${fields} differently: Apply failed with ${String(conflicts.length)} ${conflicts.length === 1 ? "conflict" : "conflicts"}`,
  );
}

/** Names with two underscores in front are the SDKs' own. */
function withoutOwn(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}
