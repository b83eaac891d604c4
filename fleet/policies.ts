import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import type { Estate } from "../core/estate/estate.ts";
import { checkPolicies } from "../policies/checkPolicies.ts";
import { rules } from "../policies/rules/index.ts";
import { settingsOf } from "../policies/settings.ts";

/** What the estate says of policy rules that do not exist, or sets about them that does not fit. */
export function policyDiagnostics(estate: Estate): Diagnostic[] {
  return checkPolicies(estate, rules);
}

/** What an estate whose {@link policyDiagnostics} are none sets about the rules, by rule id. */
export function ruleSettings(estate: Estate): Readonly<Record<string, unknown>> {
  return settingsOf(rules, estate.manifest.spec);
}
