/** AWS Backup in calls of its own. */
import { type Adapters, given } from "./adapter.ts";

type OperationsAdapters = Pick<Adapters, "aws:backup/plan:Plan" | "aws:backup/vault:Vault">;

/** Adapters of backup vaults and plans. */
export const operationsAdapters: OperationsAdapters = {
  "aws:backup/vault:Vault": async ({ backup }, { name, kmsKeyArn }) => {
    const BackupVaultName = given(name);
    const { BackupVaultArn } = await backup.createBackupVault({ BackupVaultName, EncryptionKeyArn: kmsKeyArn });
    const remove = () => backup.deleteBackupVault({ BackupVaultName });
    return { id: BackupVaultName, arn: BackupVaultArn, remove };
  },

  "aws:backup/plan:Plan": async ({ backup }, { name, rules }) => {
    const { BackupPlanId, BackupPlanArn } = await backup.createBackupPlan({
      BackupPlan: {
        BackupPlanName: name,
        Rules: rules.map(({ ruleName, targetVaultName, schedule, lifecycle }) => ({
          RuleName: ruleName,
          TargetBackupVaultName: targetVaultName,
          ScheduleExpression: schedule,
          Lifecycle: {
            DeleteAfterDays: lifecycle?.deleteAfter,
            MoveToColdStorageAfterDays: lifecycle?.coldStorageAfter,
          },
        })),
      },
    });
    return { id: given(BackupPlanId), arn: BackupPlanArn, remove: () => backup.deleteBackupPlan({ BackupPlanId }) };
  },
};
