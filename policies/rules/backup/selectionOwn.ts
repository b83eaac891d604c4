import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Nobody's data gets into another's backups. */
export const selectionOwn: Rule = {
  id: "backup/selection-own",
  title: "Backups are of what is the tenant's own",
  severity: "high",
  rationale:
    "In an account that tenants share, a selection without the tenant's tag takes the neighbours' data into this tenant's vault.",
  remediation: "Select by the condition aws:ResourceTag/tenantry:tenant, which has to hold beside all others.",
  controls: [iso27001("A.8.3"), soc2("CC6.1")],
  resourceTypes: ["aws:backup/selection:Selection"],
  looksAt: "resource",
  check({ inputs }, { owner }) {
    const isOwn = (tag: unknown, key: string): boolean =>
      valueAt(tag, "key") === key && valueAt(tag, "value") === owner.id;
    const byCondition = listAt(inputs, "conditions").some((condition) =>
      listAt(condition, "stringEquals").some((tag) => isOwn(tag, "aws:ResourceTag/tenantry:tenant")),
    );
    const resources = listAt(inputs, "resources");
    const byName = resources.length > 0 && resources.every((arn) => isText(arn) && !arn.includes("*"));
    // Any of these selects, so each has to be the tenant's.
    const tags = listAt(inputs, "selectionTags");
    const widens = tags.some((tag) => !isOwn(tag, "tenantry:tenant"));
    const byTags = resources.length === 0 && tags.length > 0;
    return [...(byCondition || byName || byTags ? [] : ["conditions"]), ...(widens ? ["selectionTags"] : [])].map(
      (property) => ({ property, message: `${property} should select what has the tenant's tag and nothing else.` }),
    );
  },
};
