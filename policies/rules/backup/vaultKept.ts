import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { expectAt, isUnset } from "../../../core/policies/properties.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** No mistaken change takes backups with it. */
export const vaultKept: Rule = {
  id: "backup/vault-kept",
  title: "Vaults go only when they are empty",
  severity: "high",
  rationale: "With forceDestroy a vault goes with all backups that are in it, by one mistaken change.",
  remediation: "Set forceDestroy to false.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/vault:Vault"],
  looksAt: "resource",
  check({ inputs }) {
    // Absent means false (Pulumi AWS provider, backup.Vault).
    return expectAt(inputs, "forceDestroy", (value) => isUnset(value) || value === false, "be false");
  },
};
