import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import type { Rule } from "../../../core/policies/rule.ts";
import { dataTypes, isToGo } from "./partsToGo.ts";

/** What holds data is not deleted by a mistake in an order, nor of a tenant that has left, whose data is kept until `tenantry purge`. */
export const dataProtected: Rule = {
  id: "tenancy/data-protected",
  title: "What holds data is protected against deletion",
  severity: "high",
  rationale:
    "A line that is missing from a manifest would delete the customer's data at the next apply; the engine refuses that for what is protected.",
  remediation:
    "Create the resource with protect, and lift it by an entry of unprotected in the order, in a change of its own.",
  controls: [iso27001("A.5.33"), soc2("A1.2")],
  resourceTypes: dataTypes,
  looksAt: "tenant",
  check(resource, context) {
    if (resource.protect === true || isToGo(resource, context)) return [];
    return [{ message: "The resource should be protected against deletion." }];
  },
};
