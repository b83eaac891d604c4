import { iso27001 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

/** Whatever runs, runs for somebody whom the estate knows. */
export const knownTenant: Rule = {
  id: "tenancy/known-tenant",
  title: "The estate has the tenant whose stack it is",
  severity: "critical",
  rationale:
    "What the estate has no manifest for nobody has ordered and nobody is billed for, and no rule about what was sold can judge it.",
  remediation: "Restore the tenant's manifest from version control, or destroy the stack.",
  controls: [iso27001("A.5.9")],
  resourceTypes: ["pulumi:pulumi:Stack"],
  looksAt: "stack",
  check(_stack, { owner, tenant }) {
    if (owner.kind === "cell") return notApplicable;
    return tenant?.id === owner.id ? [] : [{ message: "The stack should be that of a tenant of the estate." }];
  },
};
