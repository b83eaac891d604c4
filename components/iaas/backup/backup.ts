import { Plan } from "@pulumi/aws/backup/plan.js";
import { Selection } from "@pulumi/aws/backup/selection.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

import type { TagFilter } from "../../shared/tagFilter.ts";
import type { BackupPlan } from "./plan.ts";
import { BackupVault } from "./vault.ts";

/** Arguments of {@link TenantBackup}. */
export interface TenantBackupArgs {
  /** Names, schedule and retention. A changed vault name or region for copies replaces a vault. */
  readonly backup: BackupPlan;
  /** The key that encrypts the vault; AWS' own key for backups when absent. A change replaces the vault. */
  readonly keyArn?: pulumi.Input<string>;
  /** The key of the other region that encrypts the vault for copies; AWS' own key for backups when absent. A change replaces it. */
  readonly copyKeyArn?: pulumi.Input<string>;
  /** The policy that bounds the roles; it has to allow the region of the copies too. */
  readonly permissionsBoundary: pulumi.Input<string>;
  /** Whether the engine refuses to delete the vaults; true when absent. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What is backed up, of all that has the subscription's tags: what holds data. Machines are made anew from their image; their disks
 * are among the volumes.
 */
const resources = [
  "arn:aws:ec2:*:*:volume/*",
  "arn:aws:elasticfilesystem:*:*:file-system/*",
  "arn:aws:rds:*:*:db:*",
  "arn:aws:s3:::*",
];

/**
 * AWS' policies for each role; the first of each is for all kinds but buckets (AWS Backup Developer Guide, "Managed policies for AWS
 * Backup").
 */
const managedPolicies = {
  backup: ["service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"],
  restore: ["service-role/AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Restore"],
};

/** How long a backup may take: seven days, which is what AWS takes by itself; the provider would take three hours. */
const completionWindow = 7 * 24 * 60;

/**
 * Backups of everything of one subscription that holds data, into a vault that nobody deletes from, and into one of another region
 * where the tier copies. One role backs up and can do nothing else; another is there to be chosen by whoever restores. Which kinds
 * of resources AWS Backup looks at is a setting of the account and region ("Service opt-in"), which is nobody's own.
 *
 * @example
 * const { backup } = planBackup(context, features).plan;
 * if (backup !== undefined) {
 *   new TenantBackup("web", {
 *     backup,
 *     permissionsBoundary: "arn:aws:iam::111122223333:policy/acme--web--boundary",
 *     tags: { "tenantry:tenant": "acme", "tenantry:subscription": "web" },
 *   });
 * }
 */
export class TenantBackup extends pulumi.ComponentResource {
  /** The vault's ARN. */
  readonly vaultArn: pulumi.Output<string>;
  /** The ARN of the role that whoever restores something chooses. */
  readonly restoreRoleArn: pulumi.Output<string>;

  constructor(name: string, args: TenantBackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:TenantBackup", name, {}, opts);
    const parent = { parent: this };
    const { backup, tags } = args;
    const protection = args.protect === undefined ? {} : { protect: args.protect };
    const vault = new BackupVault(
      name,
      {
        vaultName: backup.vaultName,
        ...(args.keyArn !== undefined && { keyArn: args.keyArn }),
        ...protection,
        tags,
      },
      parent,
    );
    const copies =
      backup.copy === undefined
        ? undefined
        : new BackupVault(
            `${name}-copy`,
            {
              vaultName: backup.copy.vaultName,
              region: backup.copy.region,
              ...(args.copyKeyArn !== undefined && { keyArn: args.copyKeyArn }),
              ...protection,
              tags,
            },
            parent,
          );
    const backingUp = this.#role(name, "backup", "Backs up one subscription", backup.roleName, args);
    const restoring = this.#role(name, "restore", "Restores what one subscription lost", backup.restoreRoleName, args);
    const plan = new Plan(
      name,
      { name: backup.planName, rules: [ruleOf(backup, vault.vaultName, copies?.arn)], tags },
      parent,
    );
    new Selection(
      name,
      {
        planId: plan.id,
        name: backup.planName,
        iamRoleArn: backingUp.role.arn,
        resources,
        // All of them have to hold, where selectionTags would take any.
        conditions: [
          {
            stringEquals: Object.values(backup.ownTags).map(({ key, value }: TagFilter) => ({
              key: `aws:ResourceTag/${key}`,
              value,
            })),
          },
        ],
      },
      { ...parent, dependsOn: backingUp.policies },
    );
    this.vaultArn = vault.arn;
    this.restoreRoleArn = restoring.role.arn;
    this.registerOutputs({ vaultArn: this.vaultArn, restoreRoleArn: this.restoreRoleArn });
  }

  #role(
    name: string,
    use: keyof typeof managedPolicies,
    description: string,
    roleName: string,
    { backup, permissionsBoundary, tags }: TenantBackupArgs,
  ) {
    const role = new Role(
      `${name}-${use}`,
      {
        name: roleName,
        description,
        assumeRolePolicy: JSON.stringify(trustPolicy(backup.accountId)),
        permissionsBoundary,
        tags,
      },
      { parent: this },
    );
    const policies = managedPolicies[use].map((policy) => {
      const attachment = { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` };
      return new RolePolicyAttachment(`${name}-${use}-${policy.split("/").at(-1) ?? ""}`, attachment, { parent: this });
    });
    return { role, policies };
  }
}

function ruleOf(
  { scheduleName, schedule, timeZone, startWindowMinutes, retentionDays, coldAfterDays, copy }: BackupPlan,
  targetVaultName: pulumi.Input<string>,
  copyVaultArn: pulumi.Input<string> | undefined,
) {
  const copied = copyVaultArn !== undefined && copy?.retentionDays !== undefined;
  return {
    ruleName: scheduleName,
    targetVaultName,
    schedule,
    scheduleExpressionTimezone: timeZone,
    startWindow: startWindowMinutes,
    completionWindow,
    lifecycle: { deleteAfter: retentionDays, ...(coldAfterDays !== undefined && { coldStorageAfter: coldAfterDays }) },
    ...(copied && {
      copyActions: [{ destinationVaultArn: copyVaultArn, lifecycle: { deleteAfter: copy.retentionDays } }],
    }),
  };
}

/**
 * AWS Backup alone takes the role. Nobody can hand it to AWS Backup in another account (AWS IAM User Guide, "Granting a user
 * permissions to pass a role to an AWS service"); where AWS Backup says for which account it asks, it has to be this one.
 */
function trustPolicy(accountId: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEqualsIfExists: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}
