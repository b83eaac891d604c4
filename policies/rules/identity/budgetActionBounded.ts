import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";

const property = "definition.iamActionDefinition.policyArn";

/** What a budget does by itself takes rights away and gives none. */
export const budgetActionBounded: Rule = {
  id: "identity/budget-action-bounded",
  title: "Actions of budgets give nobody rights",
  severity: "high",
  rationale:
    "An action attaches its policy when cost rises, without anybody looking: one that allows something can be had by spending (AWS Cost Management User Guide, Configuring a budget action).",
  remediation: "Name a policy that has denials alone, such as AWS' own AWSDenyAll.",
  controls: [iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: ["aws:budgets/budgetAction:BudgetAction"],
  looksAt: "stack",
  check({ inputs }, context) {
    const arn = valueAt(inputs, "definition", "iamActionDefinition", "policyArn");
    // Actions of other types give nobody anything; what AWS has not made yet has no ARN.
    if (typeof arn !== "string") return notApplicable;
    const name = arn.split("/").at(-1) ?? "";
    const isAws = /^arn:[^:]+:iam::aws:policy\//.test(arn);
    const own = related(context, "aws:iam/policy:Policy", "name", name);
    const gives = isAws
      ? name !== "AWSDenyAll"
      : own.some((policy) => allowancesOf(valueAt(policy.inputs, "policy")).length > 0);
    return gives ? [{ property, message: `${property} should be a policy that only denies.` }] : [];
  },
};
