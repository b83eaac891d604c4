/** AWS Backup: vaults and plans. moto has no selections. */
import { accepted, refused, type Case } from "../case.ts";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";

const planFor = (targetVaultName: string, lifecycle: { coldStorageAfter?: number; deleteAfter: number }) => ({
  name: "daily",
  rules: [{ ruleName: "daily", targetVaultName, schedule: "cron(0 3 * * ? *)", lifecycle }],
});

/** Cases of backups. */
export const backupCases: readonly Case[] = [
  accepted("backup:CreateBackupVault", "a vault with a key of its own", async (aws) => {
    const key = await aws.create("aws:kms/key:Key", {});
    return () => aws.create(VAULT, { name: "acme", kmsKeyArn: key.arn });
  }),
  refused("backup:CreateBackupVault", "AlreadyExistsException", "a name that is taken", async (aws) => {
    await aws.create(VAULT, { name: "acme" });
    return () => aws.create(VAULT, { name: "acme" });
  }),
  accepted("backup:DeleteBackupVault", "an empty vault", async (aws) => {
    const vault = await aws.create(VAULT, { name: "acme" });
    return () => aws.delete(vault);
  }),
  accepted("backup:CreateBackupPlan", "a plan", async (aws) => {
    const vault = await aws.create(VAULT, { name: "acme" });
    return () => aws.create(PLAN, planFor(vault.id, { deleteAfter: 35 }));
  }),
  refused("backup:CreateBackupPlan", "AlreadyExistsException", "the same plan again", async (aws) => {
    const vault = await aws.create(VAULT, { name: "acme" });
    await aws.create(PLAN, planFor(vault.id, { deleteAfter: 35 }));
    return () => aws.create(PLAN, planFor(vault.id, { deleteAfter: 35 }));
  }),
  refused("backup:CreateBackupPlan", "InvalidParameterValueException", "an end 60 days after the move", async (aws) => {
    const vault = await aws.create(VAULT, { name: "acme" });
    return () => aws.create(PLAN, planFor(vault.id, { coldStorageAfter: 30, deleteAfter: 90 }));
  }),
  accepted("backup:DeleteBackupPlan", "a plan that selects nothing", async (aws) => {
    const vault = await aws.create(VAULT, { name: "acme" });
    const plan = await aws.create(PLAN, planFor(vault.id, { deleteAfter: 35 }));
    return () => aws.delete(plan);
  }),
  refused(
    "backup:CreateBackupPlan",
    "InvalidParameterValueException",
    "a vault that is not there",
    (aws) => () => aws.create(PLAN, planFor("nowhere", { deleteAfter: 35 })),
  ),
];
