import type { Finding } from "../core/results/finding.ts";
import { type JudgedStack, judgeStack, type Judgement, shownResource, violationsOf } from "./evaluate.ts";
import type { Rule } from "./rule.ts";

/** Judges a stack by rules that are all mandatory and that nobody has waived. Findings are by resource, rule, and as the rule tells them. */
export function evaluateRules(rules: readonly Rule[], stack: JudgedStack): Finding[] {
  return judgeStack(rules, stack).flatMap((judgement) => findingsOf(judgement, stack.name));
}

/** What one judgement found wrong, as results tell of it. */
export function findingsOf(judgement: Judgement, stack: string): Finding[] {
  const { rule, resource } = judgement;
  return violationsOf(judgement).map((violation) => ({
    rule: rule.id,
    severity: rule.severity,
    tenant: stack,
    resource: shownResource(resource),
    enforcement: "mandatory",
    ...violation,
  }));
}
