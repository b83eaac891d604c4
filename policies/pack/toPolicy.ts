import type {
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { RenderedResource } from "../../core/results/renderedResource.ts";
import { judge } from "../evaluate.ts";
import { judges, type Rule } from "../rule.ts";
import { ownerOf } from "../stackOwner.ts";

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
        if (!judges(rule, args.type)) return;
        const resource = toRendered(args);
        const context = { owner: ownerOf(stackOf(resource.urn)), resources: [resource] };
        for (const { message } of judge(rule, resource, context)) reportViolation(message);
      },
    };
  }
  return {
    ...description,
    validateStack(args, reportViolation) {
      const resources = args.resources.map(toRendered);
      for (const resource of resources.filter(({ type }) => judges(rule, type))) {
        const context = { owner: ownerOf(stackOf(resource.urn)), resources };
        for (const { message } of judge(rule, resource, context)) reportViolation(message, resource.urn);
      }
    },
  };
}

function toRendered({ type, name, urn, props, opts }: ResourceValidationArgs | PolicyResource): RenderedResource {
  return { type, name, urn, ...(opts.parent !== undefined && { parent: opts.parent }), inputs: props };
}

/** The stack in a URN: `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":")[2] ?? "";
}
