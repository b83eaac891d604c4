import type { MarginStanding } from "../../core/margin/marginStandings.ts";
import { digestOf, type ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { compareResources, judgeStack, type Judgement } from "../../policies/evaluate.ts";
import { loadRules } from "../../policies/rules/index.ts";
import { renderTenant } from "../engine/render.ts";
import type { JudgedFailure, JudgedTenant, RuleJudgements } from "../../core/results/judgedTenant.ts";

/** What the estate sets about rules, by rule id. */
export type RuleSettings = Readonly<Record<string, unknown>>;

/** A stack's resources in two ways. */
export interface StackResources {
  /** With their inputs. */
  readonly registered: readonly RenderedResource[];
  /** With their outputs; the same list where there are none. */
  readonly made: readonly RenderedResource[];
}

/** What rules are told beside a tenant and its resources. */
export interface RuleFacts {
  readonly settings: RuleSettings;
  /** How the tenant's margin stands to the estate's floor, where there is one. */
  readonly margin?: MarginStanding | undefined;
}

/** Renders a tenant and judges what it renders by every rule. Loads the SDK. Never throws: what stands in the way is in the result. */
export async function judgeTenant(resolved: ResolvedTenant, facts: RuleFacts): Promise<JudgedTenant> {
  try {
    const resources = await renderTenant(resolved);
    return await judgeResources(resolved, { registered: resources, made: resources }, facts);
  } catch (error) {
    const judged = { tenant: resolved.id, digest: digestOf(resolved), resources: [], results: [] };
    return { ...judged, error: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Judges a tenant's resources by every rule: as the program registers them by rules about a resource alone, and as the providers made
 * them by rules that look at the stack. Both lists have the same resources.
 */
export async function judgeResources(
  resolved: ResolvedTenant,
  { registered, made }: StackResources,
  facts: RuleFacts,
): Promise<JudgedTenant> {
  const rules = await loadRules();
  const resources = registered.toSorted(compareResources);
  const stack = { name: resolved.id, tenant: resolved, ...facts };
  const judgements =
    registered === made
      ? judgeStack(rules, { ...stack, resources })
      : [
          ...judgeStack(
            rules.filter(({ looksAt }) => looksAt === "resource"),
            { ...stack, resources },
          ),
          ...judgeStack(
            rules.filter(({ looksAt }) => looksAt !== "resource"),
            { ...stack, resources: made },
          ),
        ];
  const indices = new Map(resources.map(({ urn }, index) => [urn, index]));
  return {
    tenant: resolved.id,
    digest: digestOf(resolved),
    resources: resources.map(({ type, name, urn }) => ({ type, name, urn })),
    results: byRule(judgements, ({ resource }) => indices.get(resource.urn) ?? -1),
  };
}

function byRule(judgements: readonly Judgement[], indexOf: (judgement: Judgement) => number): RuleJudgements[] {
  const grouped = [...Map.groupBy(judgements, ({ rule }) => rule.id)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return grouped.map(([rule, ofRule]) => {
    const passed: number[] = [];
    const notApplicable: number[] = [];
    const unknown: number[] = [];
    const failed: JudgedFailure[] = [];
    for (const judgement of ofRule) {
      const { answer } = judgement;
      const resource = indexOf(judgement);
      if (answer === "unknown") unknown.push(resource);
      else if (answer === "not-applicable") notApplicable.push(resource);
      else if (answer.length === 0) passed.push(resource);
      else failed.push(...answer.map((violation) => ({ resource, ...violation })));
    }
    return { rule, passed, notApplicable, unknown, failed };
  });
}
