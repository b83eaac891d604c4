import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { renderedBy } from "../../../core/policies/subscriptions.ts";

/** Who has bought an account of their own has one, and nobody lands in another's. */
export const ownAccount: Rule = {
  id: "tenancy/own-account",
  title: "An account is shared by those alone whose tier shares it",
  severity: "critical",
  rationale:
    "A tier of the isolation silo sells an AWS account of the tenant's own: what no wrong policy reaches, because nobody else is there.",
  remediation: "Name in the subscription a cell whose tenant is this one, or for other tiers a cell without a tenant.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  resourceTypes: ["tenantry:*"],
  looksAt: "tenant",
  check(component, context) {
    const subscription = renderedBy(component, context);
    if (subscription?.cell.target !== "aws") return notApplicable;
    const { isolation, cell } = subscription;
    if (cell.tenant !== undefined && cell.tenant !== context.owner.id) {
      return [{ message: "The subscription should not be in a cell that is kept for another tenant." }];
    }
    if (isolation === "silo" && cell.tenant === undefined) {
      return [{ message: "The subscription should be in a cell of the tenant's own, as its tier promises." }];
    }
    return [];
  },
};
