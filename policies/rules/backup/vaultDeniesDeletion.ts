import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { iso27001, soc2 } from "../../../core/policies/frameworks.ts";
import { comparisonsOf, coversAction, isForEverybody, statementsOf } from "../../../core/policies/policyDocuments.ts";
import { valueAt } from "../../../core/policies/properties.ts";
import { related } from "../../../core/policies/related.ts";
import type { Rule } from "../../../core/policies/rule.ts";

/** Backups end by their age, not by somebody's hand. Vaults of one name in two regions are two. */
export const vaultDeniesDeletion: Rule = {
  id: "backup/vault-denies-deletion",
  title: "Nobody deletes backups by hand",
  severity: "high",
  rationale:
    "Whoever wants a ransom deletes the backups first; a vault whose policy or lock refuses that keeps them until they end by age (AWS Backup Developer Guide, Vault access policies).",
  remediation: "Add a VaultPolicy that denies everybody backup:DeleteRecoveryPoint, or a VaultLockConfiguration.",
  controls: [iso27001("A.8.13"), soc2("A1.2")],
  resourceTypes: ["aws:backup/vault:Vault"],
  looksAt: "stack",
  check({ inputs }, context) {
    const partsOf = (type: string): readonly RenderedResource[] =>
      related(context, type, "backupVaultName", valueAt(inputs, "name")).filter(
        (part) => valueAt(part.inputs, "region") === valueAt(inputs, "region"),
      );
    const isLocked = partsOf("aws:backup/vaultLockConfiguration:VaultLockConfiguration").length > 0;
    const policies = partsOf("aws:backup/vaultPolicy:VaultPolicy").map((policy) => valueAt(policy.inputs, "policy"));
    if (isLocked || policies.some((policy) => statementsOf(policy).some(deniesDeletion))) return [];
    return [{ message: "The vault should have a VaultPolicy that denies everybody backup:DeleteRecoveryPoint." }];
  },
};

function deniesDeletion(statement: unknown): boolean {
  return (
    valueAt(statement, "Effect") === "Deny" &&
    isForEverybody(statement) &&
    valueAt(statement, "NotPrincipal") === undefined &&
    coversAction(statement, "backup:DeleteRecoveryPoint") &&
    comparisonsOf(statement).length === 0
  );
}
