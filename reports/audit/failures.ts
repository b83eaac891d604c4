import type {
  Evidence,
  EvidenceRule,
  RuleResult,
  TenantEvidence,
  WaiverEvidence,
} from "../../core/results/evidence.ts";

/** One thing that is wrong, with all that a report says of it. */
export interface Failure {
  readonly tenant: TenantEvidence;
  readonly rule: EvidenceRule;
  readonly enforcement: RuleResult["enforcement"];
  readonly resource: { readonly type: string; readonly name: string };
  readonly property: string | undefined;
  readonly message: string;
  /** The waiver that covers it. */
  readonly waiver: WaiverEvidence | undefined;
}

/** Everything that is wrong, waived or not, by rule and tenant in the order of the evidence. */
export function failuresOf(evidence: Evidence): Failure[] {
  const byRule = new Map(evidence.rules.map((rule) => [rule.id, { rule, failures: [] as Failure[] }]));
  for (const tenant of evidence.tenants) {
    for (const { rule: id, enforcement, failed } of tenant.results) {
      const entry = byRule.get(id);
      if (entry === undefined) continue;
      for (const { resource: index, property, message, waiver } of failed) {
        const resource = tenant.resources[index] ?? { type: "", name: "" };
        const covering = waiver === undefined ? undefined : evidence.waivers[waiver];
        entry.failures.push({ tenant, rule: entry.rule, enforcement, resource, property, message, waiver: covering });
      }
    }
  }
  return [...byRule.values()].flatMap(({ failures }) => failures);
}

/** Every problem of a waiver, which is a finding of its own, in the order of the evidence. */
export function waiverProblemsOf({ waivers }: Evidence): {
  readonly waiver: WaiverEvidence;
  readonly index: number;
  readonly problem: WaiverEvidence["problems"][number];
}[] {
  return waivers.flatMap((waiver, index) => waiver.problems.map((problem) => ({ waiver, index, problem })));
}
