import { iso27001 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { topNames } from "../../../core/policies/subscriptions.ts";

/** Everything that is ordered is rendered; what is kept of a tenant that has left is too. */
export const subscriptionsPresent: Rule = {
  id: "tenancy/subscriptions-present",
  title: "The stack has every subscription of its tenant",
  severity: "high",
  rationale: "A subscription that is not rendered is billed and not there, and no rule finds anything wrong with it.",
  remediation: "Render each subscription by its service's component, right below the stack and under its own name.",
  controls: [iso27001("A.5.9")],
  resourceTypes: ["pulumi:pulumi:Stack"],
  looksAt: "tenant",
  check(_stack, context) {
    const subscriptions = context.tenant?.subscriptions ?? [];
    const there = topNames(context);
    return subscriptions.every(({ name }) => there.has(name))
      ? []
      : [{ message: "The stack should have a component for each subscription of the tenant." }];
  },
};
