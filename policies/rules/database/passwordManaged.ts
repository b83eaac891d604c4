import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, isUnset, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Nobody but AWS knows a master password before it is asked for. */
export const passwordManaged: Rule = {
  id: "database/password-managed",
  title: "Master passwords are in no state and no program",
  severity: "high",
  rationale:
    "A password that the program sets is in its state for whoever reads that, and nobody changes it; AWS makes one, keeps it and changes it by itself (Amazon RDS User Guide, Password management with Amazon RDS and AWS Secrets Manager).",
  remediation: "Set manageMasterUserPassword to true, and remove the password.",
  controls: [iso27001("A.5.17"), soc2("CC6.1")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  check({ inputs }) {
    // Whether one is set, and never what it is.
    const given = ["password", "passwordWo", "masterPassword", "masterPasswordWo"].filter(
      (name) => !isUnset(valueAt(inputs, name)),
    );
    return [
      ...expectAt(inputs, "manageMasterUserPassword", isTrue, "be true"),
      ...given.map((property) => ({ property, message: `${property} should be left out.` })),
    ];
  },
};
