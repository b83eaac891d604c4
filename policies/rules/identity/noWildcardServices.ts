import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { comparisonsOf, coversEverything } from "../../../core/policies/policyDocuments.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { identityPolicyTypes, policiesThat } from "./identityPolicies.ts";

/** What an identity may do is what it needs. */
export const noWildcardServices: Rule = {
  id: "identity/no-wildcard-services",
  title: "No policy allows all of a service on everything",
  severity: "high",
  rationale:
    "Least privilege names actions or resources; all actions of a service on everything of an account is neither, and in a shared account it is the neighbour's too (AWS Security Hub, IAM.21).",
  remediation: "Name actions, name resources, or bound the statement by a condition.",
  controls: [iso27001("A.5.18"), soc2("CC6.3")],
  resourceTypes: identityPolicyTypes,
  looksAt: "resource",
  check(resource) {
    const isWhole = (statement: unknown): boolean =>
      oneOrMany(valueAt(statement, "Action")).some((action) => /^[^:]+:\*+$/.test(String(action))) &&
      coversEverything(statement) &&
      comparisonsOf(statement).length === 0;
    return policiesThat(resource, isWhole, "not allow all of a service on everything without a condition");
  },
};
