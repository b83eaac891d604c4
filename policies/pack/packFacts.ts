import { serviceKinds } from "../../components/registry.ts";
import type { Estate } from "../../core/estate/estate.ts";
import { marginStandings, type MarginOf } from "../../core/margin/marginStandings.ts";
import type { ResolvedTenant } from "../../core/resolve/resolvedTenant.ts";
import type { KubernetesCell } from "../../core/schema/cell.ts";
import type { Waiver } from "../../core/schema/waivers.ts";
import { enforcementOf } from "../enforcement.ts";
import type { Rule } from "../../core/policies/rule.ts";
import { settingsOf } from "../settings.ts";
import { ownerOf } from "../../core/policies/stackOwner.ts";
import { waiversOf } from "../waivers/waiversOf.ts";
import { exceptionsOf } from "../weigh.ts";

/** What becomes of a violation. */
export type Fate =
  "stops" | "told" | "dropped" | { /** The waiver by which it only is told of. */ readonly waivedBy: Waiver };

/** What the pack knows of the estate whose stacks it judges. */
export interface PackFacts {
  readonly tenantOf: (stack: string) => ResolvedTenant | undefined;
  readonly cellOf: (stack: string) => KubernetesCell | undefined;
  /** How the margin of a stack's tenant stands to the estate's floor. */
  readonly marginOf: MarginOf;
  /** What the estate sets about rules, by rule id. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** True when not every violation stops a deployment: the estate says how the rule is enforced, or waives it, or it only tells. */
  readonly hasExceptions: (rule: string) => boolean;
  /**
   * What becomes of a violation.
   *
   * @param resource type and name.
   */
  readonly fateOf: (rule: string, stack: string, resource: string) => Fate;
}

/**
 * Gathers what the rules need of an estate, on a day such as `2026-12-31`. Without an estate no tenant is known, and everything that is
 * found wrong stops a deployment.
 */
export function packFacts(rules: readonly Rule[], estate: Estate | undefined, today: string): PackFacts {
  const policies = estate?.manifest.spec.policies ?? { enforcement: [], settings: {} };
  const waivers = estate === undefined ? [] : waiversOf(estate);
  const tenants = new Map(estate?.tenants.map(({ resolved }) => [resolved.id, resolved]));
  const exceptions = exceptionsOf(rules, policies, waivers, today);
  const excepted = new Set([...policies.enforcement, ...waivers].map(({ rule }) => rule));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const cells = estate?.manifest.spec.cells ?? [];
  return {
    tenantOf: (stack) => tenants.get(stack),
    cellOf: (stack) => {
      const owner = ownerOf(stack);
      return cells.find(
        (cell): cell is KubernetesCell => owner.kind === "cell" && cell.id === owner.id && cell.target === "kubernetes",
      );
    },
    marginOf: estate === undefined ? () => undefined : marginStandings(estate, serviceKinds, today),
    settings: settingsOf(
      rules,
      { policies, jurisdictions: estate?.manifest.spec.jurisdictions ?? {} },
      { lifecycles: estate?.lifecycles ?? [], today },
    ),
    hasExceptions: (rule) => excepted.has(rule) || byId.get(rule)?.level === "advisory",
    fateOf: (rule, stack, resource) => {
      const { level } = enforcementOf(byId.get(rule) ?? { id: rule }, tenants.get(stack), policies);
      if (level === "disabled") return "dropped";
      const waiver = waivers[exceptions.waiverOf(rule, stack, resource) ?? -1];
      if (waiver !== undefined) return { waivedBy: waiver };
      return level === "advisory" ? "told" : "stops";
    },
  };
}
