import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No plan backs up nothing. */
export const planSelects: Rule = {
  id: "backup/plan-selects",
  title: "Every backup plan has something to back up",
  severity: "high",
  rationale: "A plan that nothing is selected for runs on time and backs up nothing.",
  remediation: "Add a Selection for the plan.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/plan:Plan"],
  looksAt: "stack",
  check(_plan, context) {
    // A plan's id is known to nobody before it is made: it is by their number that plans without a selection show.
    const selected = new Set(
      context.ofType("aws:backup/selection:Selection").map(({ inputs }) => valueAt(inputs, "planId")),
    );
    return selected.size >= context.ofType("aws:backup/plan:Plan").length
      ? []
      : [{ message: "Every plan of the stack should have a Selection." }];
  },
};
