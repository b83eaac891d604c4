import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { allowancesOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { isOpen } from "../../openStatements.ts";

/** Who uses a key has a name. */
export const policyClosed: Rule = {
  id: "keys/policy-closed",
  title: "Key policies let in nobody unnamed",
  severity: "critical",
  rationale:
    "A policy that lets everybody use a key makes its encryption worth nothing, for other accounts too (AWS KMS Developer Guide, Key policies).",
  remediation: "Name the principal, or bound it by kms:CallerAccount or another condition on who asks.",
  controls: [iso27001("A.8.24"), iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"],
  looksAt: "resource",
  check({ inputs }) {
    return allowancesOf(valueAt(inputs, "policy")).some(isOpen)
      ? [{ property: "policy", message: "policy should let in nobody without a name or a bounding condition." }]
      : [];
  },
};
