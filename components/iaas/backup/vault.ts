import { Vault } from "@pulumi/aws/backup/vault.js";
import { VaultPolicy } from "@pulumi/aws/backup/vaultPolicy.js";
import * as pulumi from "@pulumi/pulumi";

import { tenantTagKey } from "../../../core/resolve/tags.ts";

/** Arguments of {@link BackupVault}. */
export interface BackupVaultArgs {
  /** The vault's name, unique in the account and region. A change replaces the vault. */
  readonly vaultName: string;
  /** The region that it is in; the provider's when absent. A change replaces the vault. */
  readonly region?: string;
  /** The KMS key of that region that encrypts it; AWS' own key for backups when absent. A change replaces the vault. */
  readonly keyArn?: pulumi.Input<string>;
  /** Whether the engine refuses to delete the vault; true when absent. AWS refuses as long as backups are in it. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A vault whose backups end by their age alone. Nobody deletes one or shortens its life as long as the vault's policy stands; to
 * lift it is a step of its own, which the tenant's roles cannot take. A lock would keep us from it too, and is not set: it could
 * never be taken back, not even for a backup that the law wants deleted.
 *
 * @example
 * new BackupVault("web-copy", {
 *   vaultName: "acme--web",
 *   region: "eu-west-1",
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class BackupVault extends pulumi.ComponentResource {
  /** The vault's name. */
  readonly vaultName: pulumi.Output<string>;
  /** The vault's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:BackupVault", name, {}, opts);
    const place = args.region === undefined ? {} : { region: args.region };
    const vault = new Vault(
      name,
      {
        name: args.vaultName,
        ...place,
        ...(args.keyArn !== undefined && { kmsKeyArn: args.keyArn }),
        forceDestroy: false,
        tags: args.tags,
      },
      { parent: this, protect: args.protect ?? true },
    );
    new VaultPolicy(
      name,
      { backupVaultName: vault.name, ...place, policy: JSON.stringify(vaultPolicy) },
      { parent: this },
    );
    this.vaultName = vault.name;
    this.arn = vault.arn;
    this.registerOutputs({ vaultName: this.vaultName, arn: this.arn });
  }
}

/**
 * A vault's policy takes no wildcards among its actions (AWS Backup Developer Guide, "Vault access policies"). What expires still
 * goes: the policy is asked when a person or a program deletes, not when AWS does. The first statement is what AWS Config looks for
 * (backup-recovery-point-manual-deletion-disabled), but for the policy itself: somebody has to be able to change that.
 */
const vaultPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "NobodyDeletes",
      Effect: "Deny",
      Principal: "*",
      Action: ["backup:DeleteRecoveryPoint", "backup:DisassociateRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
      Resource: "*",
    },
    {
      Sid: "NoRoleOfATenantLiftsIt",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:PutBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
      ],
      Resource: "*",
      // Every role of a tenant has the tag, and none that runs the engine.
      Condition: { Null: { [`aws:PrincipalTag/${tenantTagKey}`]: "false" } },
    },
  ],
};
