import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isOpen } from "../../openStatements.ts";

/** Who takes a role has a name. */
export const trustClosed: Rule = {
  id: "identity/trust-closed",
  title: "Nobody unnamed takes a role",
  severity: "critical",
  rationale:
    "A role that everybody may take is everybody's, whatever account they are in (AWS IAM User Guide, AWS JSON policy elements: Principal).",
  remediation: "Name the account, the service or the identity provider in assumeRolePolicy.",
  controls: [iso27001("A.5.15"), soc2("CC6.1")],
  resourceTypes: ["aws:iam/role:Role"],
  looksAt: "resource",
  check({ inputs }) {
    return allowancesOf(valueAt(inputs, "assumeRolePolicy")).some(isOpen)
      ? [{ property: "assumeRolePolicy", message: "assumeRolePolicy should let nobody without a name take the role." }]
      : [];
  },
};
