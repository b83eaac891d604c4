import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { asManyDays, lasts, listAt, valueAt } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** Backups are there when somebody finds out. */
export const planRetention = ruleWithSettings({
  id: "backup/plan-retention",
  title: "Backups are kept for long enough, and not for ever",
  severity: "high",
  rationale:
    "What went wrong is often found weeks later, when short backups have all gone; backups without an end keep what should be deleted (AWS Config, backup-plan-min-frequency-and-min-retention-check).",
  remediation: "Set lifecycle.deleteAfter of every rule and every copy to as many days as the rule's settings ask for.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/plan:Plan"],
  looksAt: "resource",
  settings: z.strictObject({
    days: z
      .int()
      .min(1)
      .max(36_500)
      .default(35)
      .describe("For how many days backups and copies are kept at least; 35 when absent."),
  }),
  check({ inputs }, { settings: { days } }) {
    const isLong = (part: unknown): boolean => lasts(valueAt(part, "lifecycle", "deleteAfter"), days);
    const rules = listAt(inputs, "rules");
    const copies = rules.flatMap((rule) => listAt(rule, "copyActions"));
    return [
      ...(rules.every(isLong) ? [] : ["rules.lifecycle.deleteAfter"]),
      ...(copies.every(isLong) ? [] : ["rules.copyActions.lifecycle.deleteAfter"]),
    ].map((property) => ({ property, message: `${property} should ${asManyDays}.` }));
  },
});
