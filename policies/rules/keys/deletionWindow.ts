import { z } from "zod";

import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { asManyDays, expectAt, isUnset, lasts } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** A key is not lost by a mistake. */
export const deletionWindow = ruleWithSettings({
  id: "keys/deletion-window",
  title: "Keys that are to go can be kept for long enough",
  severity: "high",
  rationale:
    "With a key goes everything that it encrypts, and nobody can bring it back; the days before are the only ones in which somebody notices (AWS KMS Developer Guide, Delete an AWS KMS key).",
  remediation: "Leave deletionWindowInDays out, or set it to as many days as the rule's settings ask for.",
  controls: [iso27001("A.8.24"), soc2("A1.2")],
  resourceTypes: ["aws:kms/key:Key"],
  looksAt: "resource",
  settings: z.strictObject({
    days: z
      .int()
      .min(7)
      .max(30)
      .default(30)
      .describe("For how many days a key can be kept after all; 30, which is the most, when absent."),
  }),
  check({ inputs }, { settings: { days } }) {
    // Absent means 30 (Pulumi AWS provider, kms.Key).
    return expectAt(inputs, "deletionWindowInDays", (value) => isUnset(value) || lasts(value, days), asManyDays);
  },
});
