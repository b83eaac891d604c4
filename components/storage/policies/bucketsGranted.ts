import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { statementsOf } from "../../../core/policies/policyDocuments.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { beyondGrants, subscriptionRule } from "../../../core/policies/subscriptions.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { bucketsOf } from "./bucketsOf.ts";
import { bundleType } from "./bundleType.ts";

/** No more ways to store than have been sold. */
export const bucketsGranted: Rule = subscriptionRule(bundleType, {
  id: "tenancy/buckets-granted",
  title: "Buckets, access points and roles stay within what the tier grants",
  severity: "high",
  rationale: "Buckets and ways into them beyond the grant are the provider's to pay and to answer for.",
  remediation: "Remove what is beyond, or order an add-on or a tier that grants more.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  check(subscription, ofType) {
    return beyondGrants(subscription, {
      buckets: bucketsOf(ofType).ordered.length,
      accessPoints: ofType("aws:s3/accessPoint:AccessPoint").length,
      roles: ofType("aws:iam/role:Role").filter(isForPeople).length,
    });
  },
});

/** A role that somebody takes who is no service of AWS. */
function isForPeople({ inputs }: RenderedResource): boolean {
  return statementsOf(valueAt(inputs, "assumeRolePolicy")).some((statement) =>
    ["AWS", "Federated"].some((who) => oneOrMany(valueAt(statement, "Principal", who)).length > 0),
  );
}
