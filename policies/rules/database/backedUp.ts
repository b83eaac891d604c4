import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { asManyDays, expectAt, lasts } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** What went wrong in a database can be undone. */
export const backedUp = ruleWithSettings({
  id: "database/backed-up",
  title: "Databases can be restored to any second",
  severity: "high",
  rationale:
    "A database without daily backups has nothing to go back to but what somebody thought of keeping (AWS Security Hub, RDS.11).",
  remediation: "Set backupRetentionPeriod to as many days as the rule's settings ask for.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  looksAt: "resource",
  settings: z.strictObject({
    days: z
      .int()
      .min(1)
      .max(35)
      .default(7)
      .describe("How far back a database can be restored at least; 7 days when absent."),
  }),
  check({ inputs }, { settings: { days } }) {
    // Absent means none for an instance, and a day for a cluster (Pulumi AWS provider).
    return expectAt(inputs, "backupRetentionPeriod", (value) => lasts(value, days), asManyDays);
  },
});
