import { iso27001 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";

const property = "spec.enableSuperuserAccess";

/** Nobody comes into a database as its superuser. */
export const databaseSuperuser: Rule = {
  id: "isolation/database-superuser",
  title: "Databases of the platform have no superuser to log in as",
  severity: "high",
  rationale:
    'A superuser runs programs in the database\'s pod and reads its certificates (PostgreSQL documentation, "Role Attributes"); apps have the owner of their own database.',
  remediation: `Set ${property} to false.`,
  controls: [iso27001("A.8.2")],
  resourceTypes: [databaseType],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means false (CloudNativePG documentation, "API Reference").
    const value = valueAt(inputs, "spec", "enableSuperuserAccess");
    return value === undefined || value === false ? [] : [{ property, message: `${property} should be false.` }];
  },
};
