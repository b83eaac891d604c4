import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { coversEverything } from "../../../core/policies/policyDocuments.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { identityPolicyTypes, policiesThat } from "./identityPolicies.ts";

/** No identity may do everything. */
export const noFullAdmin: Rule = {
  id: "identity/no-full-admin",
  title: "No policy allows everything",
  severity: "critical",
  rationale:
    "Whoever gets hold of an identity that may do everything has the account (CIS AWS Foundations Benchmark, 1.16).",
  remediation: "Name the actions and resources that the identity needs.",
  controls: [cisAws("1.16"), iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: identityPolicyTypes,
  looksAt: "resource",
  check(resource) {
    const isFull = (statement: unknown): boolean =>
      oneOrMany(valueAt(statement, "Action")).some((action) => action === "*" || action === "*:*") &&
      coversEverything(statement);
    return policiesThat(resource, isFull, "not allow every action on everything");
  },
};
