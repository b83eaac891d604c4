import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isTrue, listAt, valueAt } from "../../../core/policies/properties.ts";
import { notApplicable, type Rule } from "../../../core/policies/rule.ts";

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
  check({ inputs }, { tenant }) {
    if (tenant !== undefined && isToGo(tenant, valueAt(inputs, "identifier"))) return notApplicable;
    return expectAt(inputs, "deletionProtection", isTrue, "be true");
  },
};

/** Whether the tenant's order lifts the protection of the database of this name, as the resolved order has it. */
function isToGo(tenant: ResolvedTenant, identifier: unknown): boolean {
  return tenant.subscriptions.some(({ bundle }) => {
    const lifted = listAt(bundle, "unprotected");
    const database = listAt(bundle, "databases").find((one) => valueAt(one, "identifier") === identifier);
    return database !== undefined && lifted.includes(`databases/${String(valueAt(database, "name"))}`);
  });
}
