import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { serviceKinds } from "../components/registry.ts";
import type { Estate } from "../core/estate/estate.ts";
import { marginStandings, type MarginOf } from "../core/margin/marginStandings.ts";
import { checkPolicies } from "../policies/checkPolicies.ts";
import { rules } from "../policies/rules/index.ts";
import { settingsOf } from "../policies/settings.ts";

/** What the estate says of policy rules that do not exist, or sets about them that does not fit. */
export function policyDiagnostics(estate: Estate): Diagnostic[] {
  return checkPolicies(estate, rules);
}

/**
 * What an estate whose {@link policyDiagnostics} are none sets about the rules, by rule id.
 *
 * @param today the day that ends of support are compared with, such as `2026-12-31`.
 */
export function ruleSettings(estate: Estate, today: string): Readonly<Record<string, unknown>> {
  const { manifest, lifecycles } = estate;
  return settingsOf(rules, manifest.spec, { lifecycles, today });
}

/** How tenants' margins stand to the estate's floor, by the rates of the day. They are computed when the first is asked for. */
export function marginsOf(estate: Estate, today: string): MarginOf {
  return marginStandings(estate, serviceKinds, today);
}
