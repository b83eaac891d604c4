import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Whoever comes to a database can come by their own identity. */
export const iamAuthentication: Rule = {
  id: "database/iam-authentication",
  title: "Databases take identities of AWS",
  severity: "medium",
  rationale:
    "People and programs that come by their role need no password that is shared, copied and never changed (AWS Security Hub, RDS.10).",
  remediation: "Set iamDatabaseAuthenticationEnabled to true.",
  controls: [iso27001("A.8.5"), soc2("CC6.1")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  check({ inputs }) {
    return expectAt(inputs, "iamDatabaseAuthenticationEnabled", isTrue, "be true");
  },
};
