import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { isText, listAt, valueAt } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Backups do not wait for anybody. */
export const planScheduled: Rule = {
  id: "backup/plan-scheduled",
  title: "Backups are made by themselves",
  severity: "high",
  rationale:
    "A plan without rules, or a rule without a schedule, makes no backups, and nobody notices until one is needed.",
  remediation: "Add a rule with a schedule and a vault to the plan.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/plan:Plan"],
  looksAt: "resource",
  check({ inputs }) {
    const rules = listAt(inputs, "rules");
    if (rules.length === 0) return [{ property: "rules", message: "rules should have a rule." }];
    return ["schedule", "targetVaultName"]
      .filter((name) => !rules.every((rule) => isText(valueAt(rule, name))))
      .map((name) => ({ property: `rules.${name}`, message: `rules.${name} should be set in every rule.` }));
  },
};
