import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";

import type { TagFilter } from "../shared/tagFilter.ts";

/** Arguments of {@link CustomerKey}. */
export interface CustomerKeyArgs {
  /** The alias, beginning with `alias/`. A change replaces the alias, not the key. */
  readonly aliasName: string;
  /** The account that the tenant lives in. */
  readonly accountId: string;
  /** The region that the key lies in, which may be another than the provider's. A change replaces the key. */
  readonly region: string;
  /** Services of the region that may use the key for the tenant's roles, such as `s3` or `ec2`; with `ec2`, Auto Scaling may too. */
  readonly services: readonly string[];
  /** Names of the log groups that may be encrypted by the key; `*` stands for any characters. */
  readonly logGroups: readonly string[];
  /** The tag of the tenant's roles. */
  readonly tenantTag: TagFilter;
  /** Whether the engine refuses to delete the key; true when absent. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Days in which a key that is to be deleted can be kept after all; the most that AWS takes. */
const deletionWindowInDays = 30;

/**
 * A key of the tenant's own: rotated every year, used by the named services of its account and region for the tenant's roles alone,
 * hard to lose.
 *
 * @example
 * new CustomerKey("acme", {
 *   aliasName: "alias/tenantry/acme/web",
 *   accountId: "111122223333",
 *   region: "eu-central-1",
 *   services: ["ec2", "s3"],
 *   logGroups: ["/tenantry/acme/web/*"],
 *   tenantTag: { key: "tenantry:tenant", value: "acme" },
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class CustomerKey extends pulumi.ComponentResource {
  /** The key's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:CustomerKey", name, {}, opts);
    const { region, tags } = args;
    const key = new Key(
      name,
      {
        description: "Encrypts what the tenant keeps",
        enableKeyRotation: true,
        deletionWindowInDays,
        policy: JSON.stringify(keyPolicy(args)),
        region,
        tags,
      },
      // Whoever loses the key loses everything that it encrypts.
      { parent: this, protect: args.protect ?? true },
    );
    new Alias(name, { name: args.aliasName, targetKeyId: key.id, region }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

/**
 * Who may use the key. The account administers it by its own IAM policies, which AWS needs lest the key become unmanageable (AWS KMS
 * Developer Guide, "Default key policy"). Everyone else is told apart by conditions: a principal that is named has to be there before
 * the key, and the tenant's roles and AWS's service-linked ones come later.
 */
function keyPolicy({ accountId, region, services, logGroups, tenantTag }: CustomerKeyArgs): object {
  const account = { Sid: "AccountAdministers", Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: "kms:*" };
  const statements = [
    account,
    ...(services.length === 0 ? [] : forServices(accountId, region, services, tenantTag)),
    ...(services.includes("ec2") ? forAutoScaling(accountId) : []),
    ...(logGroups.length === 0 ? [] : [forLogGroups(accountId, region, logGroups)]),
  ];
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ Sid, ...rest }) => ({ Sid, Effect: "Allow", ...rest, Resource: "*" })),
  };
}

interface KeyStatement {
  readonly Sid: string;
  readonly Principal: Readonly<Record<string, string>>;
  readonly Action: string | readonly string[];
  readonly Condition: object;
}

/**
 * The tenant's roles use the key, but only through a service (AWS KMS Developer Guide, "kms:ViaService"). Services that go on without
 * them, with a volume or a database, do so by a grant that the role gives, and such grants only.
 */
function forServices(
  accountId: string,
  region: string,
  services: readonly string[],
  tenantTag: TagFilter,
): KeyStatement[] {
  const tenantsRoles = {
    "kms:CallerAccount": accountId,
    "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
    [`aws:PrincipalTag/${tenantTag.key}`]: tenantTag.value,
  };
  return [
    { Sid: "TenantUses", Principal: { AWS: "*" }, Action: use, Condition: { StringEquals: tenantsRoles } },
    {
      Sid: "TenantGrants",
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Condition: { StringEquals: tenantsRoles, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/**
 * Auto Scaling starts machines in the name of its own role of the account (Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key
 * policy for use with encrypted volumes").
 */
function forAutoScaling(accountId: string): KeyStatement[] {
  const role = "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
  const itself = {
    StringEquals: { "kms:CallerAccount": accountId },
    ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${accountId}:${role}` },
  };
  return [
    { Sid: "AutoScalingUses", Principal: { AWS: "*" }, Action: use, Condition: itself },
    {
      Sid: "AutoScalingGrants",
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Condition: { ...itself, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}

/** CloudWatch Logs asks in its own name (Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS"). */
function forLogGroups(accountId: string, region: string, logGroups: readonly string[]): KeyStatement {
  return {
    Sid: "LogGroupsUse",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: use,
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": logGroups.map(
          (group) => `arn:aws:logs:${region}:${accountId}:log-group:${group}`,
        ),
      },
    },
  };
}
