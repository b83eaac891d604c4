import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantBackup, type TenantBackupArgs } from "../../../../../components/iaas/backup/backup.ts";
import type { BackupPlan } from "../../../../../components/iaas/backup/plan.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };
const boundary = "arn:aws:iam::111122223333:policy/boundary";
const backup: BackupPlan = {
  accountId: "111122223333",
  vaultName: "acme--web",
  planName: "acme--web",
  roleName: "acme--web--backup",
  restoreRoleName: "acme--web--restore",
  scheduleName: "daily",
  schedule: "cron(0 6 * * ? *)",
  timeZone: "Europe/Berlin",
  startWindowMinutes: 480,
  retentionDays: 35,
  ownTags: {
    tenant: { key: "tenantry:tenant", value: "acme" },
    subscription: { key: "tenantry:subscription", value: "web" },
  },
};
const VAULT = "aws:backup/vault:Vault";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

function render(
  more: Partial<BackupPlan> = {},
  args: Partial<TenantBackupArgs> = {},
  protection = protectionAccount(),
): Promise<RenderedComponent> {
  return renderComponent(() => {
    const all = { backup: { ...backup, ...more }, permissionsBoundary: boundary, tags, ...args };
    const { vaultArn, restoreRoleArn } = new TenantBackup("web", all, protection.opts);
    return { vaultArn, restoreRoleArn };
  });
}

describe("a subscription's backups", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("are a vault, a plan, what it selects, and a role each for backing up and restoring", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:backup/plan:Plan web < web",
      "aws:backup/selection:Selection web < web",
      `${ROLE} web-backup < web`,
      `${ROLE} web-restore < web`,
      `${ATTACHMENT} web-backup-AWSBackupServiceRolePolicyForBackup < web`,
      `${ATTACHMENT} web-backup-AWSBackupServiceRolePolicyForS3Backup < web`,
      `${ATTACHMENT} web-restore-AWSBackupServiceRolePolicyForRestores < web`,
      `${ATTACHMENT} web-restore-AWSBackupServiceRolePolicyForS3Restore < web`,
      `${VAULT} web < web`,
      `${POLICY} web < web`,
      "tenantry:iaas:BackupVault web < web",
      "tenantry:iaas:TenantBackup web < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({
      vaultArn: "arn:aws:test:::web",
      restoreRoleArn: "arn:aws:test:::web-restore",
    });
  });

  test("are made by the tenant's own clock, and have a week's time", () => {
    expect(inputsOf(rendered, "aws:backup/plan:Plan")).toEqual({
      name: "acme--web",
      rules: [
        {
          ruleName: "daily",
          targetVaultName: "acme--web",
          schedule: "cron(0 6 * * ? *)",
          scheduleExpressionTimezone: "Europe/Berlin",
          startWindow: 480,
          completionWindow: 10_080,
          lifecycle: { deleteAfter: 35 },
        },
      ],
      tags,
    });
  });

  test("are of all that holds data and has both tags", () => {
    expect(inputsOf(rendered, "aws:backup/selection:Selection")).toEqual({
      planId: "web-id",
      name: "acme--web",
      iamRoleArn: "arn:aws:test:::web-backup",
      resources: [
        "arn:aws:ec2:*:*:volume/*",
        "arn:aws:elasticfilesystem:*:*:file-system/*",
        "arn:aws:rds:*:*:db:*",
        "arn:aws:s3:::*",
      ],
      conditions: [
        {
          stringEquals: [
            { key: "aws:ResourceTag/tenantry:tenant", value: "acme" },
            { key: "aws:ResourceTag/tenantry:subscription", value: "web" },
          ],
        },
      ],
    });
  });

  test("end by their age alone: nobody deletes one, and no role of a tenant lifts that", () => {
    expect(inputsOf(rendered, VAULT)).toEqual({ name: "acme--web", forceDestroy: false, tags });
    const { policy, ...rest } = inputsOf(rendered, POLICY);
    expect(rest).toEqual({ backupVaultName: "acme--web" });
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "NobodyDeletes",
          Effect: "Deny",
          Principal: "*",
          Action: [
            "backup:DeleteRecoveryPoint",
            "backup:DisassociateRecoveryPoint",
            "backup:UpdateRecoveryPointLifecycle",
          ],
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
          Condition: { Null: { "aws:PrincipalTag/tenantry:tenant": "false" } },
        },
      ],
    });
  });

  test.each([
    [
      "backup",
      "Backs up one subscription",
      ["service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"],
    ],
    [
      "restore",
      "Restores what one subscription lost",
      ["service-role/AWSBackupServiceRolePolicyForRestores", "AWSBackupServiceRolePolicyForS3Restore"],
    ],
  ])("the %s role is AWS Backup's alone, bounded, and can do its own half", (use, description, policies) => {
    const { assumeRolePolicy, ...role } = inputsOf(rendered, ROLE, `web-${use}`);
    expect(role).toEqual({ name: `acme--web--${use}`, description, permissionsBoundary: boundary, tags });
    expect(JSON.parse(assumeRolePolicy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "backup.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
    const attached = rendered.resources.filter(
      ({ type, name }) => type === ATTACHMENT && name.startsWith(`web-${use}-`),
    );
    expect(attached.map(({ inputs }) => inputs)).toEqual(
      policies.map((policy) => ({ role: `acme--web--${use}`, policyArn: `arn:aws:iam::aws:policy/${policy}` })),
    );
  });
});

describe("backups with copies", () => {
  const copy = { region: "eu-west-1", vaultName: "acme--web", retentionDays: 90 };

  test("go into a vault of the other region, with a key of that region", async () => {
    const rendered = await render(
      { copy, coldAfterDays: 7, retentionDays: 365 },
      { keyArn: "here", copyKeyArn: "there" },
    );
    expect(inputsOf(rendered, VAULT, "web")["kmsKeyArn"]).toBe("here");
    expect(inputsOf(rendered, VAULT, "web-copy")).toEqual({
      name: "acme--web",
      region: "eu-west-1",
      kmsKeyArn: "there",
      forceDestroy: false,
      tags,
    });
    expect(inputsOf(rendered, POLICY, "web-copy")).toEqual({
      backupVaultName: "acme--web",
      region: "eu-west-1",
      policy: inputsOf(rendered, POLICY, "web")["policy"],
    });
    expect(inputsOf(rendered, "aws:backup/plan:Plan")["rules"]).toEqual([
      expect.objectContaining({
        lifecycle: { deleteAfter: 365, coldStorageAfter: 7 },
        copyActions: [{ destinationVaultArn: "arn:aws:test:::web-copy", lifecycle: { deleteAfter: 90 } }],
      }),
    ]);
  });

  test("stay where they are when the tier copies no more", async () => {
    const rendered = await render({ copy: { region: "eu-west-1", vaultName: "acme--web" } });
    expect(inputsOf(rendered, VAULT, "web-copy")["region"]).toBe("eu-west-1");
    expect(inputsOf(rendered, "aws:backup/plan:Plan")["rules"]).toEqual([
      expect.not.objectContaining({ copyActions: expect.anything() as unknown }),
    ]);
  });

  test.each([
    [undefined, [`${VAULT} web`, `${VAULT} web-copy`]],
    [false, []],
  ])("protection %s guards %j", async (protect, guarded) => {
    const protection = protectionAccount();
    await render({ copy }, protect === undefined ? {} : { protect }, protection);
    expect(protection.guarded).toEqual(guarded);
  });
});
