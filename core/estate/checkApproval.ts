import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { locate } from "../documents/localProblem.ts";
import { approvalName } from "../plans/approvalName.ts";
import { planDigest } from "../plans/stepDigest.ts";
import type { ApprovalManifest } from "../schema/approval.ts";
import type { Sourced } from "./estate.ts";
import { manifestName } from "./places.ts";

/**
 * What of an approval does not fit itself: its file's name, or the steps that it names to its plan. Whether its stacks are there, and
 * whether it counts still, is not asked: an approval stays as a record when its tenant has gone.
 */
export function checkApproval({ manifest, document }: Sourced<ApprovalManifest>): Diagnostic[] {
  const { metadata, spec } = manifest;
  const name = approvalName(metadata.plan);
  const path = ["metadata", "plan"];
  if (planDigest(spec.stacks) !== metadata.plan) {
    const message = "The digest of the approved steps is not the plan's: one of them has been changed by hand.";
    const fix = "Have the plan approved anew: tenantry approve.";
    return [locate({ code: "TEN224", path, message, fix }, [], document.positions)];
  }
  if (manifestName(document.name) === name) return [];
  const message = `The file's name is "${manifestName(document.name)}" and the plan's digest begins with "${name}".`;
  return [locate({ code: "TEN201", path, message, fix: `Rename the file to ${name}.yaml.` }, [], document.positions)];
}
