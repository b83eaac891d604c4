import type { Diagnostic } from "../core/diagnostics/diagnostic.ts";
import { serviceKinds } from "../components/registry.ts";
import type { Estate } from "../core/estate/estate.ts";
import { marginStandings, type MarginOf } from "../core/margin/marginStandings.ts";
import { checkPolicies } from "../policies/checkPolicies.ts";
import { loadRules } from "../policies/rules/index.ts";
import { settingsOf } from "../policies/settings.ts";

/** What the estate says of policy rules that do not exist, or sets about them that does not fit. */
export async function policyDiagnostics(estate: Estate): Promise<Diagnostic[]> {
  return checkPolicies(estate, await loadRules());
}

/**
 * What an estate whose {@link policyDiagnostics} are none sets about the rules, by rule id.
 *
 * @param today the day that ends of support are compared with, such as `2026-12-31`.
 */
export async function ruleSettings(estate: Estate, today: string): Promise<Readonly<Record<string, unknown>>> {
  const { manifest, lifecycles } = estate;
  return settingsOf(await loadRules(), manifest.spec, { lifecycles, today });
}

/** Margins by estate and day: who selects by what is affected and then judges asks for them twice. */
const margins = new WeakMap<Estate, Map<string, MarginOf>>();

/**
 * How tenants' margins stand to the estate's floor, by the rates of the day. They are computed when the first is asked for, and once for
 * an estate.
 */
export function marginsOf(estate: Estate, today: string): MarginOf {
  const byDay = margins.get(estate) ?? new Map<string, MarginOf>();
  const known = byDay.get(today) ?? marginStandings(estate, serviceKinds, today);
  margins.set(estate, byDay.set(today, known));
  return known;
}
