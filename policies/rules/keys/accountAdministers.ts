import { iso27001 } from "../../../core/policies/frameworks.ts";
import { allowancesOf, comparisonsOf, coversAction } from "../../../core/policies/policyDocuments.ts";
import { expectAt, isUnset, oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No key is out of everybody's hands. */
export const accountAdministers: Rule = {
  id: "keys/account-administers",
  title: "Keys can be administered by their account",
  severity: "medium",
  rationale:
    "A key that only a role may administer cannot be administered by anybody when the role is gone, and what it encrypts is on its own (AWS KMS Developer Guide, Default key policy).",
  remediation: "Let the account's root principal do kms:* in the policy, and leave bypassPolicyLockoutSafetyCheck out.",
  controls: [iso27001("A.8.24")],
  resourceTypes: ["aws:kms/key:Key"],
  looksAt: "resource",
  check({ inputs }) {
    const policy = valueAt(inputs, "policy");
    // Without one, AWS gives a policy that does just that.
    const administers = isUnset(policy) || allowancesOf(policy).some(letsAccountAdminister);
    return [
      ...expectAt(inputs, "bypassPolicyLockoutSafetyCheck", (value) => isUnset(value) || value === false, "be false"),
      ...(administers ? [] : [{ property: "policy", message: "policy should let the account administer the key." }]),
    ];
  },
};

function letsAccountAdminister(statement: unknown): boolean {
  const isRoot = (principal: unknown): boolean =>
    typeof principal === "string" && /^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(principal);
  const principals = oneOrMany(valueAt(statement, "Principal", "AWS"));
  return (
    principals.some(isRoot) && coversAction(statement, "kms:PutKeyPolicy") && comparisonsOf(statement).length === 0
  );
}
