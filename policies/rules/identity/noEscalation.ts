import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { comparisonsOf, coversAction, coversEverything } from "../../../core/policies/policyDocuments.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { identityPolicyTypes, policiesThat } from "./identityPolicies.ts";

/** Actions by which an identity that may do them on everything comes to everything. */
const escalating = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];

/** What an identity may do is not its own to say. */
export const noEscalation: Rule = {
  id: "identity/no-escalation",
  title: "Nobody gives themselves more",
  severity: "high",
  rationale:
    "Whoever may write policies, users or keys anywhere may give themselves everything (AWS IAM User Guide, Security best practices in IAM, least privilege).",
  remediation: "Name the roles, and ask for the permissions boundary by the condition iam:PermissionsBoundary.",
  controls: [iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: identityPolicyTypes,
  looksAt: "resource",
  check(resource) {
    const escalates = (statement: unknown): boolean =>
      coversEverything(statement) &&
      comparisonsOf(statement).length === 0 &&
      escalating.some((action) => coversAction(statement, action));
    return policiesThat(resource, escalates, "not allow changing identities everywhere without a condition");
  },
};
