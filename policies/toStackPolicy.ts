import type { StackValidationPolicy } from "@pulumi/policy";

import type { Rule } from "./rule.ts";

/** A rule as the engine runs it: over the whole stack, after its resources are known. */
export function toStackPolicy(rule: Rule): StackValidationPolicy {
  return {
    name: rule.id.replace("/", "-"),
    description: `${rule.title}. ${rule.rationale} ${rule.remediation}`,
    validateStack: ({ resources }, report) => {
      const tenant = resources
        .find(({ type }) => type === "pulumi:pulumi:Stack")
        ?.urn.split("::")[0]
        ?.replace("urn:pulumi:", "");
      const rendered = resources.map(({ type, name, props }) => ({ type, name, inputs: props }));
      for (const { resource, message } of rule.check(rendered, tenant ?? "")) {
        report(`${resource.type} ${resource.name}: ${message}`);
      }
    },
  };
}
