import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { allowancesOf, comparisonsOf, coversAction } from "../../../core/policies/policyDocuments.ts";
import { isText, oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Nobody takes a tenant's role in another's name. */
export const trustExternalId: Rule = {
  id: "identity/trust-external-id",
  title: "Accounts take roles by an external id",
  severity: "medium",
  rationale:
    "Whoever serves several customers from one account can be talked into taking another's role; an external id that only this customer has keeps them apart (AWS IAM User Guide, The confused deputy problem).",
  remediation: "Add a condition StringEquals on sts:ExternalId, or one on aws:PrincipalOrgID.",
  controls: [iso27001("A.5.15"), soc2("CC6.1")],
  resourceTypes: ["aws:iam/role:Role"],
  looksAt: "resource",
  check({ inputs }) {
    const property = "assumeRolePolicy";
    return allowancesOf(valueAt(inputs, property)).some(isTakenWithoutId)
      ? [{ property, message: `${property} should ask accounts for an external id.` }]
      : [];
  },
};

function isTakenWithoutId(statement: unknown): boolean {
  const byAccount = oneOrMany(valueAt(statement, "Principal", "AWS")).length > 0;
  const isAsked = comparisonsOf(statement).some(
    ({ operator, key, values }) =>
      /^StringEquals$/i.test(operator) &&
      /^(?:sts:ExternalId|aws:PrincipalOrgID)$/i.test(key) &&
      values.length > 0 &&
      values.every(isText),
  );
  return byAccount && coversAction(statement, "sts:AssumeRole") && !isAsked;
}
