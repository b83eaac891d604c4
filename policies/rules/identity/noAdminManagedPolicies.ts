import { z } from "zod";

import { cisAws, iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { oneOrMany, valueAt } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** No role gets the account by a policy of AWS's. */
export const noAdminManagedPolicies = ruleWithSettings({
  id: "identity/no-admin-managed-policies",
  title: "No role has a policy of AWS's that gives away the account",
  severity: "critical",
  rationale:
    "AWS's policies for administrators give everything, IAM too, whatever a tier promises of its roles; that for CloudShell is a way to carry data out (CIS AWS Foundations Benchmark, 1.22).",
  remediation: "Attach a policy that names what the role needs.",
  controls: [cisAws("1.22"), iso27001("A.8.2"), soc2("CC6.3")],
  resourceTypes: [
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
  looksAt: "resource",
  settings: z.strictObject({
    policies: z
      .array(z.string())
      .default(["AdministratorAccess", "AWSCloudShellFullAccess", "IAMFullAccess", "PowerUserAccess"])
      .describe("Names of AWS's policies that no role may have; those for administrators and CloudShell when absent."),
  }),
  check({ inputs }, { settings: { policies } }) {
    const isRefused = (arn: unknown): boolean =>
      typeof arn === "string" &&
      /^arn:[^:]+:iam::aws:policy\//.test(arn) &&
      policies.includes(arn.split("/").at(-1) ?? "");
    return ["managedPolicyArns", "policyArn", "policyArns"]
      .filter((property) => oneOrMany(valueAt(inputs, property)).some(isRefused))
      .map((property) => ({ property, message: `${property} should name no policy that the rule's settings refuse.` }));
  },
});
