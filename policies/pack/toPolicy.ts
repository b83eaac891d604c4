import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { judgeStack, shownResource, violationsOf } from "../evaluate.ts";
import { judges, type Rule } from "../../core/policies/rule.ts";
import { isRead } from "./isRead.ts";
import type { Fate, PackFacts } from "./packFacts.ts";

/** A rule as the engine's policy SDK takes it. */
export type PackPolicy = ResourceValidationPolicy | StackValidationPolicy;

/** What a policy does with a violation, by what becomes of it: the message to report, or nothing. */
type Report = (message: string, fate: Fate) => string | undefined;

/** Why a policy has no verdict, in the engine's summary. */
const reasons = { nothing: "nothing to judge", untilKnown: "not applicable until known" } as const;

/**
 * Turns a rule into policies of the pack: one that stops a deployment, and where the estate says something of how the rule is enforced,
 * or waives it, one more by the name `<rule>:told` that shows what does not stop one. The engine knows a level for each policy alone.
 */
export function toPolicies(rule: Rule, facts: PackFacts): PackPolicy[] {
  const stopping = toPolicy(rule, facts, "mandatory", rule.id, (message, fate) =>
    fate === "stops" ? message : undefined,
  );
  if (!facts.hasExceptions(rule.id)) return [stopping];
  const telling = toPolicy(rule, facts, "advisory", `${rule.id}:told`, (message, fate) => {
    if (typeof fate === "object") return `${message} Waived until ${fate.waivedBy.expires}.`;
    return fate === "told" ? message : undefined;
  });
  return [stopping, telling];
}

/**
 * A rule about a resource alone runs as soon as the engine meets the resource, on its inputs; one that looks at the stack runs when all
 * is registered, on what the providers made of the inputs.
 */
function toPolicy(
  rule: Rule,
  facts: PackFacts,
  level: "mandatory" | "advisory",
  name: string,
  report: Report,
): PackPolicy {
  const description = {
    name,
    displayName: rule.title,
    description: `${rule.title}. ${rule.rationale}`,
    severity: rule.severity,
    remediationSteps: rule.remediation,
    enforcementLevel: level,
  } as const;
  /** Reports every violation, and after them that some resources could not be judged yet. */
  const judgeInto = (
    resources: readonly RenderedResource[],
    tell: (message: string, urn: string) => void,
    notApplicable: (reason: string) => never,
  ): void => {
    const [first] = resources;
    if (first === undefined) return;
    const stack = stackOf(first.urn);
    const known = { tenant: facts.tenantOf(stack), cell: facts.cellOf(stack), margin: facts.marginOf(stack) };
    const judgements = judgeStack([rule], { name: stack, resources, ...known, settings: facts.settings });
    for (const judgement of judgements) {
      for (const violation of violationsOf(judgement)) {
        const message = report(violation.message, facts.fateOf(rule.id, stack, shownResource(judgement.resource)));
        if (message !== undefined) tell(message, judgement.resource.urn);
      }
    }
    if (judgements.some(({ answer }) => answer === "unknown")) notApplicable(reasons.untilKnown);
    if (judgements.every(({ answer }) => answer === "not-applicable")) notApplicable(reasons.nothing);
  };
  if (rule.looksAt === "resource") {
    return {
      ...description,
      validateResource(args, tell) {
        if (!judges(rule, args.type) || isRead(args)) args.notApplicable(reasons.nothing);
        judgeInto([toRendered(args)], tell, (reason) => args.notApplicable(reason));
      },
    };
  }
  return {
    ...description,
    validateStack(args, tell) {
      judgeInto(args.resources.filter((resource) => !isRead(resource)).map(toRendered), tell, (reason) =>
        args.notApplicable(reason),
      );
    },
  };
}

function toRendered({ type, name, urn, props, opts }: ResourceValidationArgs | PolicyResource): RenderedResource {
  const { parent, protect } = opts;
  return { type, name, urn, ...(parent !== undefined && { parent }), inputs: props, protect };
}

/** The stack in a URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":")[2] ?? "";
}
