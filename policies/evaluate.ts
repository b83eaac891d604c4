import type { Finding } from "../core/results/finding.ts";
import type { RenderedResource } from "../core/results/renderedResource.ts";
import { judges, type Rule, type RuleContext, type Violation } from "./rule.ts";
import { ownerOf } from "./stackOwner.ts";

/**
 * Judges every resource by every rule that is about it.
 *
 * @param stack the stack's name, which is the tenant's id, or `cell-<id>`; findings have it for their tenant.
 * @returns findings by resource, rule, property and message, whatever the order of the arguments.
 */
export function evaluateRules(
  rules: readonly Rule[],
  resources: readonly RenderedResource[],
  stack: string,
): Finding[] {
  const owner = ownerOf(stack);
  const findings = rules.flatMap((rule) =>
    resources
      .filter(({ type }) => judges(rule, type))
      .flatMap((resource) => {
        const context = { owner, resources: rule.looksAt === "stack" ? resources : [resource] };
        return judge(rule, resource, context).map((violation): Finding => ({
          rule: rule.id,
          severity: rule.severity,
          tenant: stack,
          resource: `${resource.type} ${resource.name}`,
          ...violation,
        }));
      }),
  );
  return findings.toSorted(compareFindings);
}

/** One rule's judgement of one resource. A rule that throws has not judged, which is a violation and no more. */
export function judge(rule: Rule, resource: RenderedResource, context: RuleContext): readonly Violation[] {
  try {
    return rule.check(resource, context);
  } catch (error) {
    // The engine's way of saying that a value is not known before it has been made: it decides what follows.
    if (error instanceof Error && error.constructor.name === "UnknownValueError") throw error;
    // Its name alone: the message may quote a value.
    const kind = error instanceof Error ? error.name : typeof error;
    return [{ message: `The rule should be able to judge this resource, and failed with ${kind}.` }];
  }
}

function compareFindings(a: Finding, b: Finding): number {
  const keys = (found: Finding): string[] => [found.resource, found.rule, found.property ?? "", found.message];
  const others = keys(b);
  for (const [index, key] of keys(a).entries()) {
    const other = others[index] ?? "";
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}
