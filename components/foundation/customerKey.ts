import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link CustomerKey}. */
export interface CustomerKeyArgs {
  /** The alias, beginning with `alias/`. */
  readonly aliasName: string;
  /** The account that the tenant lives in. */
  readonly accountId: string;
  readonly region: string;
  /** Services of the region that may use the key on behalf of the account, such as `s3` or `ec2`. */
  readonly services: readonly string[];
  /** Whether log groups of the account may be encrypted by the key. */
  readonly logGroups: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** Days in which a key that is to be deleted can be kept after all; the most that AWS takes. */
const deletionWindowInDays = 30;

/** A key of the tenant's own: rotated every year, used by the named services of its own account and region alone, hard to lose. */
export class CustomerKey extends pulumi.ComponentResource {
  /** The key's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CustomerKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:CustomerKey", name, {}, opts);
    const key = new Key(
      name,
      {
        description: "Encrypts what the tenant keeps",
        enableKeyRotation: true,
        deletionWindowInDays,
        policy: JSON.stringify(keyPolicy(args)),
        tags: args.tags,
      },
      // Whoever loses the key loses everything that it encrypts.
      { parent: this, protect: true },
    );
    new Alias(name, { name: args.aliasName, targetKeyId: key.id }, { parent: this });
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * The account administers the key by its own IAM policies, which AWS needs lest the key become unmanageable; services use it for
 * requests of the account only (AWS KMS Developer Guide, "Default key policy" and "kms:ViaService"; CloudWatch Logs, which asks in
 * its own name: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS").
 */
function keyPolicy({ accountId, region, services, logGroups }: CustomerKeyArgs): object {
  const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountAdministers",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      ...(services.length === 0
        ? []
        : [
            {
              Sid: "ServicesUse",
              Effect: "Allow",
              Principal: { AWS: "*" },
              Action: use,
              Resource: "*",
              Condition: {
                StringEquals: {
                  "kms:CallerAccount": accountId,
                  "kms:ViaService": services.map((service) => `${service}.${region}.amazonaws.com`),
                },
              },
            },
          ]),
      ...(logGroups
        ? [
            {
              Sid: "LogGroupsUse",
              Effect: "Allow",
              Principal: { Service: `logs.${region}.amazonaws.com` },
              Action: use,
              Resource: "*",
              Condition: {
                ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:*` },
              },
            },
          ]
        : []),
    ],
  };
}
