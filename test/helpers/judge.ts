import type { Finding } from "../../core/results/finding.ts";
import { type JudgedStack, judgeStack, shownResource, violationsOf } from "../../policies/evaluate.ts";
import type { Rule } from "../../core/policies/rule.ts";
import type { RenderedResource } from "../../core/results/renderedResource.ts";

/** A resource of the stack `acme` as the rendering gives it. */
export const resource = (type: string, name: string, inputs: Record<string, unknown>): RenderedResource => ({
  type,
  name,
  urn: `urn:pulumi:acme::tenantry::${type}::${name}`,
  inputs,
});

/** Judges a stack by rules that are all mandatory and that nobody has waived. Findings are by resource, rule, and as the rule tells them. */
export const evaluateRules = (rules: readonly Rule[], stack: JudgedStack): Finding[] =>
  judgeStack(rules, stack).flatMap((judgement) =>
    violationsOf(judgement).map((violation) => ({
      rule: judgement.rule.id,
      severity: judgement.rule.severity,
      tenant: stack.name,
      resource: shownResource(judgement.resource),
      enforcement: "mandatory",
      ...violation,
    })),
  );

/** What a rule says of a stack's resources: `name property: message`, without property when there is none. */
export const judgedIn = (rule: Rule, stack: JudgedStack): string[] =>
  evaluateRules([rule], stack).map(({ resource: where, property, message }) => {
    const name = where.slice(where.indexOf(" ") + 1);
    return `${name}${property === undefined ? "" : ` ${property}`}: ${message}`;
  });

/** What a rule says of the tenant acme's resources, without anything that the estate says; see {@link judgedIn}. */
export const judged = (rule: Rule, ...resources: readonly RenderedResource[]): string[] =>
  judgedIn(rule, { name: "acme", resources });
