import type { Evidence, EvidenceRule, RuleResult, TenantEvidence, Totals } from "../../core/results/evidence.ts";

/** How the judgement of a tenant by a rule, or by all the rules of a control, ended. */
export type Outcome = keyof Totals;

/** Every outcome, the one that a reader has to see first in front: of several, the first is the outcome of all. */
export const outcomes = ["failed", "waived", "unknown", "passed", "disabled", "notApplicable"] as const;

/** The outcomes in words. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  failed: "failed",
  waived: "waived",
  unknown: "unknown",
  passed: "passed",
  disabled: "disabled",
  notApplicable: "not applicable",
};

/** How one tenant stands. */
export interface TenantPosture {
  readonly tenant: TenantEvidence;
  /** Over the rules. */
  readonly totals: Totals;
  /** By rule, in the order of the evidence's rules. */
  readonly rules: readonly Outcome[];
  /** By framework, in the order of the evidence's frameworks. */
  readonly frameworks: readonly {
    /** Over the controls. */
    readonly totals: Totals;
    /** By control, in the order of the framework's controls. */
    readonly controls: readonly Outcome[];
  }[];
}

/** How an estate stands: the evidence, counted. */
export interface Posture {
  /** Over the pairs of a tenant and a rule. */
  readonly totals: Totals;
  /** In the order of the evidence. */
  readonly tenants: readonly TenantPosture[];
  /** In the order of the evidence. */
  readonly frameworks: readonly {
    readonly id: string;
    /** Over the pairs of a tenant and a control. */
    readonly totals: Totals;
    /** By control, over the tenants. */
    readonly controls: readonly Totals[];
  }[];
  /** By rule, over the tenants. */
  readonly rules: readonly Totals[];
}

/**
 * Counts what the evidence says. A control has the outcome that comes first in {@link outcomes} of those of its rules; without a rule
 * it is not applicable. Of a tenant that could not be judged, everything that is not disabled is unknown.
 */
export function postureOf(evidence: Evidence): Posture {
  const rulesOfControls = evidence.frameworks.map((framework) => ruleIndexes(framework, evidence.rules));
  const tenants = evidence.tenants.map((tenant): TenantPosture => {
    const rules = outcomesOfTenant(tenant, evidence.rules);
    const frameworks = rulesOfControls.map((controls) => {
      const byControl = controls.map((indexes) => worst(indexes.flatMap((index) => rules[index] ?? [])));
      return { totals: count(byControl), controls: byControl };
    });
    return { tenant, totals: count(rules), rules, frameworks };
  });
  return {
    totals: sum(tenants.map(({ totals }) => totals)),
    tenants,
    frameworks: evidence.frameworks.map(({ id, controls }, index) => {
      const ofTenants = tenants.flatMap(({ frameworks }) => frameworks[index] ?? []);
      return {
        id,
        totals: sum(ofTenants.map(({ totals }) => totals)),
        controls: controls.map((_, control) => count(ofTenants.flatMap((tenant) => tenant.controls[control] ?? []))),
      };
    }),
    rules: evidence.rules.map((_, index) => count(tenants.flatMap(({ rules }) => rules[index] ?? []))),
  };
}

/** True when something is wrong with the tenant that nobody has waived, or when it could not be judged. */
export function fails({ tenant, totals }: TenantPosture): boolean {
  return totals.failed > 0 || tenant.error !== undefined;
}

/** How one rule's judgement of a tenant ended. */
export function outcomeOf({ failed, unknown, passed }: RuleResult): Outcome {
  if (failed.some(({ waiver }) => waiver === undefined)) return "failed";
  if (failed.length > 0) return "waived";
  if (unknown.length > 0) return "unknown";
  return passed.length > 0 ? "passed" : "notApplicable";
}

function outcomesOfTenant(tenant: TenantEvidence, rules: readonly EvidenceRule[]): Outcome[] {
  const results = new Map(tenant.results.map((result) => [result.rule, outcomeOf(result)]));
  const disabled = new Set(tenant.disabled.map(({ rule }) => rule));
  const without = tenant.error === undefined ? "notApplicable" : "unknown";
  return rules.map(({ id }) => results.get(id) ?? (disabled.has(id) ? "disabled" : without));
}

/** For each control of a framework the rules that are evidence for it, by index. */
function ruleIndexes({ id, controls }: Evidence["frameworks"][number], rules: readonly EvidenceRule[]): number[][] {
  return controls.map((control) =>
    rules.flatMap((rule, index) =>
      rule.controls.some((reference) => reference.framework === id && reference.control === control.id) ? [index] : [],
    ),
  );
}

function worst(all: readonly Outcome[]): Outcome {
  return outcomes.find((outcome) => all.includes(outcome)) ?? "notApplicable";
}

function count(all: readonly Outcome[]): Totals {
  const totals = nothing();
  for (const outcome of all) totals[outcome] += 1;
  return totals;
}

function sum(all: readonly Totals[]): Totals {
  const totals = nothing();
  for (const one of all) for (const outcome of outcomes) totals[outcome] += one[outcome];
  return totals;
}

function nothing(): Totals {
  return { passed: 0, failed: 0, waived: 0, notApplicable: 0, unknown: 0, disabled: 0 };
}
