import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { databaseType } from "../../../core/policies/kubernetes/databases.ts";

/** A database has what it requests, and no more. */
export const databaseResources: Rule = {
  id: "isolation/database-resources",
  title: "Databases of the platform are bounded in processors and memory",
  severity: "high",
  rationale:
    'Where memory is short, the system ends first what uses more than it requested: a database whose requests are its limits goes last (CloudNativePG documentation, "Resource Management").',
  remediation: "Set cpu and memory of spec.resources.limits, and the same of spec.resources.requests.",
  controls: [iso27001("A.8.6"), soc2("A1.1")],
  resourceTypes: [databaseType],
  looksAt: "resource",
  check({ inputs }) {
    return ["cpu", "memory"].flatMap((resource) => {
      const limit = valueAt(inputs, "spec", "resources", "limits", resource);
      const request = valueAt(inputs, "spec", "resources", "requests", resource);
      if (limit === undefined) {
        const property = `spec.resources.limits.${resource}`;
        return [{ property, message: `${property} should be set.` }];
      }
      if (request === limit) return [];
      const property = `spec.resources.requests.${resource}`;
      return [{ property, message: `${property} should be the limit.` }];
    });
  },
};
