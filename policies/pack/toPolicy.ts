import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { judgeStack, violationsOf } from "../evaluate.ts";
import { judges, type Rule } from "../rule.ts";

/** A rule as the engine's policy SDK takes it. */
export type PackPolicy = ResourceValidationPolicy | StackValidationPolicy;

/**
 * Turns a rule into a policy of the pack. A rule about a resource alone runs as soon as the engine meets the resource, on its
 * inputs; one that looks at the stack runs when all is registered, on what the providers made of the inputs.
 */
export function toPolicy(rule: Rule): PackPolicy {
  const description = {
    name: rule.id,
    displayName: rule.title,
    description: `${rule.title}. ${rule.rationale}`,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    enforcementLevel: "mandatory",
  } as const;
  if (rule.looksAt === "resource") {
    return {
      ...description,
      validateResource(args, reportViolation) {
        if (judges(rule, args.type)) judgeInto(rule, [toRendered(args)], reportViolation, args.notApplicable);
      },
    };
  }
  return {
    ...description,
    validateStack(args, reportViolation) {
      judgeInto(rule, args.resources.map(toRendered), reportViolation, args.notApplicable);
    },
  };
}

/** Reports every violation, and after them that some resources could not be judged yet. */
function judgeInto(
  rule: Rule,
  resources: readonly RenderedResource[],
  report: (message: string, urn: string) => void,
  notApplicable: (reason: string) => never,
): void {
  const [first] = resources;
  if (first === undefined) return;
  const judgements = judgeStack([rule], { name: stackOf(first.urn), resources });
  for (const judgement of judgements) {
    for (const { message } of violationsOf(judgement)) report(message, judgement.resource.urn);
  }
  if (judgements.some(({ answer }) => answer === "unknown")) notApplicable("not applicable until known");
}

function toRendered({ type, name, urn, props, opts }: ResourceValidationArgs | PolicyResource): RenderedResource {
  const { parent, protect } = opts;
  return { type, name, urn, ...(parent !== undefined && { parent }), inputs: props, protect };
}

/** The stack in a URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":")[2] ?? "";
}
