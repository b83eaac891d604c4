import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";
import { listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Violation } from "../../../core/policies/rule.ts";

const roleType = "aws:iam/role:Role";

/** The types that say what an identity may do. */
export const identityPolicyTypes = [
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/policy:Policy",
  roleType,
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
];

/** A violation for each policy of a resource that allows what it should not; `should` says how it should be, as in "not allow everything". */
export function policiesThat(
  { type, inputs }: RenderedResource,
  allowsWrong: (statement: unknown) => boolean,
  should: string,
): Violation[] {
  const policies =
    type === roleType
      ? listAt(inputs, "inlinePolicies").map((inline) => ["inlinePolicies", valueAt(inline, "policy")] as const)
      : [["policy", valueAt(inputs, "policy")] as const];
  return policies
    .filter(([, document]) => allowancesOf(document).some(allowsWrong))
    .map(([property]) => ({ property, message: `${property} should ${should}.` }));
}
