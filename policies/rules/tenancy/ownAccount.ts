import { iso27001, soc2 } from "../../frameworks.ts";
import type { Rule } from "../../rule.ts";
import { subscriptionRule } from "./subscriptions.ts";

/** Who has bought an account of their own has one, and nobody lands in another's. */
export const ownAccount: Rule = subscriptionRule("iaas", {
  id: "tenancy/own-account",
  title: "An account is shared by those alone whose tier shares it",
  severity: "critical",
  rationale:
    "A tier of the isolation silo sells an AWS account of the tenant's own: what no wrong policy reaches, because nobody else is there.",
  remediation: "Name in the subscription a cell whose tenant is this one, or for other tiers a cell without a tenant.",
  controls: [iso27001("A.8.22"), soc2("CC6.1")],
  check({ isolation, cell }, _ofType, { owner }) {
    const tenant = cell.target === "aws" ? cell.tenant : undefined;
    if (tenant !== undefined && tenant !== owner.id) {
      return [{ message: "The subscription should not be in a cell that is kept for another tenant." }];
    }
    if (isolation === "silo" && tenant === undefined) {
      return [{ message: "The subscription should be in a cell of the tenant's own, as its tier promises." }];
    }
    return [];
  },
});
