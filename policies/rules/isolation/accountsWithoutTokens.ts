import { cisKubernetes } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

const property = "automountServiceAccountToken";

/** No account hands its token to its pods by itself. */
export const accountsWithoutTokens: Rule = {
  id: "isolation/accounts-without-tokens",
  title: "Service accounts give no tokens to pods by themselves",
  severity: "medium",
  rationale:
    'Customers run pods of their own; those that say nothing of tokens get one unless their account says no (Kubernetes documentation, "Configure Service Accounts for Pods").',
  remediation: `Set ${property} of the account to false; of the account default by a ServiceAccountPatch.`,
  controls: [cisKubernetes("5.1.5"), cisKubernetes("5.1.6")],
  resourceTypes: ["kubernetes:core/v1:ServiceAccount", "kubernetes:core/v1:ServiceAccountPatch"],
  looksAt: "resource",
  check({ inputs }) {
    return valueAt(inputs, property) === false ? [] : [{ property, message: `${property} should be false.` }];
  },
};
