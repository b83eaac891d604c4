import type { TenantEvidence, WaiverEvidence } from "../core/results/evidence.ts";
import type { JudgedTenant } from "../core/results/judgedTenant.ts";
import type { PolicySettings } from "../core/schema/policies.ts";
import type { Waiver } from "../core/schema/waivers.ts";
import { enforcementOf, type EnforcedTenant } from "./enforcement.ts";
import type { Rule } from "../core/policies/rule.ts";
import { matchesPattern } from "./waivers/pattern.ts";
import { unused, type WaiverProblem, waiverProblems } from "./waivers/waiverProblems.ts";

/** What an estate says about its rules, looked up by rule and tenant. Counts how often each waiver is used. */
export interface Exceptions {
  /** Weighs what the rules said of a tenant: what is enforced, and what is waived. */
  readonly weigh: (judged: JudgedTenant, tenant: EnforcedTenant) => Pick<TenantEvidence, "results" | "disabled">;
  /** The waiver by which a violation is waived, as an index into the estate's; it counts as used from then on. */
  readonly waiverOf: (rule: string, tenant: string, resource: string) => number | undefined;
  /** Each waiver of these tenants, with what is wrong with it and what it covered so far. */
  readonly waivers: () => WaiverEvidence[];
}

/**
 * Makes the exceptions of an estate on a day. A waiver with a problem waives nothing. Rules that do not exist are no matter of this:
 * the estate is refused for them before.
 *
 * @param today a day by UTC, such as `2026-12-31`.
 */
export function exceptionsOf(
  rules: readonly Rule[],
  settings: PolicySettings,
  waivers: readonly Waiver[],
  today: string,
): Exceptions {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const problems = waivers.map((waiver): WaiverProblem[] => {
    const rule = byId.get(waiver.rule);
    return rule === undefined ? [] : waiverProblems(waiver, rule, today);
  });
  const covered = waivers.map(() => 0);
  const counting = Map.groupBy(
    waivers.map((waiver, index) => ({ waiver, index })).filter(({ index }) => problems[index]?.length === 0),
    ({ waiver }) => `${waiver.tenant} ${waiver.rule}`,
  );
  const waiverOf = (rule: string, tenant: string, resource: string): number | undefined => {
    const candidates = counting.get(`${tenant} ${rule}`);
    const index = candidates?.find(({ waiver }) => matchesPattern(waiver.resource, resource))?.index;
    if (index !== undefined) covered[index] = (covered[index] ?? 0) + 1;
    return index;
  };
  const weigh: Exceptions["weigh"] = ({ tenant: id, resources, results }, tenant) => {
    const disabled: TenantEvidence["disabled"] = [];
    const levels = new Map<string, "mandatory" | "advisory">();
    for (const [rule, whole] of byId) {
      const enforcement = enforcementOf(whole, tenant, settings);
      if (enforcement.level === "disabled") disabled.push({ rule, reason: enforcement.reason });
      else levels.set(rule, enforcement.level);
    }
    const weighed: TenantEvidence["results"] = [];
    for (const { rule, passed, unknown, failed } of results) {
      const level = levels.get(rule);
      if (level === undefined || passed.length + unknown.length + failed.length === 0) continue;
      weighed.push({
        rule,
        enforcement: level,
        passed: [...passed],
        unknown: [...unknown],
        failed: failed.map((violation) => {
          const { type = "", name = "" } = resources[violation.resource] ?? {};
          const waiver = waiverOf(rule, id, `${type} ${name}`);
          return { ...violation, ...(waiver !== undefined && { waiver }) };
        }),
      });
    }
    return { results: weighed, disabled: disabled.toSorted((a, b) => (a.rule < b.rule ? -1 : 1)) };
  };
  const told = (): WaiverEvidence[] =>
    waivers.map((waiver, index) => {
      const covers = covered[index] ?? 0;
      const own = problems[index] ?? [];
      return { ...waiver, covers, problems: own.length === 0 && covers === 0 ? [unused] : own };
    });
  return { weigh, waiverOf, waivers: told };
}
