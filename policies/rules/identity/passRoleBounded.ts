import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { coversAction, coversEverything } from "../../../core/policies/policyDocuments.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { identityPolicyTypes, policiesThat } from "./identityPolicies.ts";

/** Only named roles can be handed over. */
export const passRoleBounded: Rule = {
  id: "identity/pass-role-bounded",
  title: "Nobody hands over any role",
  severity: "high",
  rationale:
    "Whoever may hand any role to a service has what the strongest of them may do (AWS IAM User Guide, Grant a user permissions to pass a role to an AWS service).",
  remediation: "Name the roles in the Resource of iam:PassRole.",
  controls: [iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: identityPolicyTypes,
  looksAt: "resource",
  check(resource) {
    const passesAny = (statement: unknown): boolean =>
      coversAction(statement, "iam:PassRole") && (coversEverything(statement) || namesAnyAccount(statement));
    return policiesThat(resource, passesAny, "name the roles that may be handed over");
  },
};

function namesAnyAccount(statement: unknown): boolean {
  return oneOrMany(valueAt(statement, "Resource")).some((arn) => /^arn:[^:]+:iam::\*?:role\/\*$/.test(String(arn)));
}
