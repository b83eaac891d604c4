import { z } from "zod";

import { iso27001 } from "../../../core/policies/frameworks.ts";
import { asManyDays, expectAt, lasts } from "../../../core/policies/properties.ts";
import { ruleWithSettings } from "../../../core/policies/rule.ts";

/** A lock keeps backups for some time. */
export const vaultLockBounds = ruleWithSettings({
  id: "backup/vault-lock-bounds",
  title: "Locks of vaults bound something",
  severity: "medium",
  rationale:
    "A lock without a shortest retention takes backups that end the next day (AWS Backup Developer Guide, AWS Backup Vault Lock).",
  remediation: "Set minRetentionDays to as many days as the rule's settings ask for.",
  controls: [iso27001("A.8.13")],
  resourceTypes: ["aws:backup/vaultLockConfiguration:VaultLockConfiguration"],
  looksAt: "resource",
  settings: z.strictObject({
    days: z
      .int()
      .min(1)
      .max(36_500)
      .default(7)
      .describe("The shortest retention that a lock has to ask for; 7 days when absent."),
  }),
  check({ inputs }, { settings: { days } }) {
    return expectAt(inputs, "minRetentionDays", (value) => lasts(value, days), asManyDays);
  },
});
