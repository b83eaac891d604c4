import { existsSync } from "node:fs";
import { resolve } from "node:path";

import { formatDiagnostic } from "../../core/diagnostics/format.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { openEstate } from "../../stacks/openEstate.ts";
import { checkPolicies } from "../checkPolicies.ts";
import type { Rule } from "../../core/policies/rule.ts";

/**
 * Opens the estate in TENANTRY_ESTATE, or `estate` beside the pack's folder, whose tenants' stacks are judged. A retired tier version
 * matters to whoever applies it, not to the rules, and none of them asks what is billed.
 *
 * @param packDirectory the pack's folder; relative paths start at the one above it.
 * @returns undefined when there is no such directory.
 * @throws Error with all that is wrong when the estate is not valid: a pack that went on would take every exception for none.
 */
export function openPackEstate(
  rules: readonly Rule[],
  packDirectory: string,
  environment: Readonly<Record<string, string | undefined>>,
  today: string,
): Estate | undefined {
  const root = resolve(packDirectory, "..");
  const directory = environment["TENANTRY_ESTATE"] ?? "estate";
  if (!existsSync(resolve(root, directory))) return undefined;
  const { estate, diagnostics } = openEstate(directory, root, { today, retired: "warning", passOver: ["billing"] });
  const problems = estate === undefined ? diagnostics : checkPolicies(estate, rules);
  if (estate === undefined || problems.length > 0) {
    throw new Error(`The estate is not valid:\n${problems.map((found) => formatDiagnostic(found)).join("\n")}`);
  }
  return estate;
}
