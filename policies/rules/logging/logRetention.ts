import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { asManyDays, expectAt, lasts } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** Logs are there when they are asked for, and gone when nobody may ask any more. */
export const logRetention = ruleWithSettings({
  id: "logging/log-retention",
  title: "Log groups keep logs for as long as they are needed",
  severity: "medium",
  rationale:
    "Logs that go too early cannot tell what happened; logs without an end are kept, and paid for, for ever. AWS Security Hub (CloudWatch.16) asks for a year, and an estate may too, by the rule's settings.",
  remediation: "Set retentionInDays to as many days as the rule's settings ask for.",
  controls: [iso27001("A.8.15"), soc2("CC7.2")],
  resourceTypes: ["aws:cloudwatch/logGroup:LogGroup"],
  looksAt: "resource",
  settings: z.strictObject({
    days: z.int().min(1).max(3653).default(30).describe("For how many days logs are kept at least; 30 when absent."),
  }),
  check({ inputs }, { settings: { days } }) {
    // Absent and 0 mean for ever.
    return expectAt(inputs, "retentionInDays", (value) => lasts(value, days), asManyDays);
  },
});
