import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";
import { isToGo } from "../tenancy/partsToGo.ts";

/** No mistaken change deletes a database. One whose protection the order lifts is meant to go. */
export const deletionProtected: Rule = {
  id: "database/deletion-protected",
  title: "Databases are protected against deletion",
  severity: "high",
  rationale:
    "Whoever can change the stack can delete a database by mistake; AWS refuses while the protection is on (AWS Security Hub, RDS.8).",
  remediation: "Set deletionProtection to true; to end a database, name it in unprotected of the order first.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "stack",
  check(database, context) {
    if (isToGo(database, context)) return notApplicable;
    return expectAt(database.inputs, "deletionProtection", isTrue, "be true");
  },
};
