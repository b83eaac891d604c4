import { Policy } from "@pulumi/aws/iam/policy.js";
import * as pulumi from "@pulumi/pulumi";

import type { AccountIsolation } from "../shared/ownAccount.ts";
import type { TagFilter } from "../shared/tagFilter.ts";

/** Arguments of {@link PermissionsBoundary}. */
export interface PermissionsBoundaryArgs {
  /** The policy's name in the account. A change replaces it. */
  readonly policyName: string;
  /** The account that the tenant lives in. */
  readonly accountId: string;
  /** The regions that the tenant lives in; roles can do nothing in others. */
  readonly regions: readonly string[];
  /** Whether the account is the tenant's own. */
  readonly isolation: AccountIsolation;
  /** The tag of the tenant's resources; in a shared account those with another value of it are out of reach. */
  readonly tenantTag: TagFilter;
  /** How the names of the tenant's buckets begin; in a shared account the account's other buckets are out of reach. */
  readonly bucketNamePrefix: string;
  /** The tenant's access points, as a pattern of their ARNs; in a shared account the account's others are out of reach. None when absent. */
  readonly accessPointArns?: string;
  /** How the names of the tenant's roles begin; in a shared account no other can be passed to a service. */
  readonly roleNamePrefix: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The most that any role of a tenant can do, whatever its own policies say (AWS IAM User Guide, "Permissions boundaries for IAM
 * entities"). In an account of the tenant's own: services of its regions, nothing with users, access keys or this policy, and no role
 * that is not bounded by it too. In a shared account: what is sold there, without roles of the tenant's making, and nothing of a
 * neighbour.
 */
export class PermissionsBoundary extends pulumi.ComponentResource {
  /** The policy's ARN, for `permissionsBoundary` of roles. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionsBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:PermissionsBoundary", name, {}, opts);
    const Statement = args.isolation === "silo" ? ownAccountStatements(args) : sharedAccountStatements(args);
    const policy = new Policy(
      name,
      {
        name: args.policyName,
        description: "The most that any role of the tenant can do",
        policy: JSON.stringify({ Version: "2012-10-17", Statement }),
        tags: args.tags,
      },
      { parent: this },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * Services that have no region: they answer from us-east-1 or us-west-2 (AWS General Reference, "Service endpoints and quotas", global
 * endpoints), so a tenant there could do more than others. The first line is for the account's owner anywhere; of AWS STS, only the
 * global endpoint is out of reach elsewhere.
 */
const withoutRegion = [
  ...["account:*", "billing:*", "budgets:*", "ce:*", "cur:*", "iam:*", "organizations:*", "payments:*", "tax:*"],
  ...["cloudfront:*", "globalaccelerator:*", "route53:*", "route53domains:*", "shield:*", "support:*", "waf:*"],
];

function ownAccountStatements({ policyName, accountId, regions }: PermissionsBoundaryArgs): object[] {
  const self = `arn:aws:iam::${accountId}:policy/${policyName}`;
  return [
    {
      Sid: "AllowInRegions",
      Effect: "Allow",
      NotAction: withoutRegion,
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": regions } },
    },
    { Sid: "AllowReadingIam", Effect: "Allow", Action: ["iam:Get*", "iam:List*"], Resource: "*" },
    {
      Sid: "AllowPassingOwnRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: `arn:aws:iam::${accountId}:role/*`,
    },
    {
      Sid: "AllowBoundedRoles",
      Effect: "Allow",
      Action: ["iam:CreateRole", "iam:AttachRolePolicy", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"],
      Resource: `arn:aws:iam::${accountId}:role/*`,
      Condition: { StringEquals: { "iam:PermissionsBoundary": self } },
    },
    {
      Sid: "DenyEscape",
      Effect: "Deny",
      Action: ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
      Resource: self,
    },
    {
      Sid: "DenyUnbound",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"],
      Resource: "*",
    },
    {
      Sid: "DenyLongLivedCredentials",
      Effect: "Deny",
      Action: ["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"],
      Resource: "*",
    },
  ];
}

/** What an infrastructure tenant's roles need in a shared account, by service. */
const soldInSharedAccounts = [
  ...["autoscaling:*", "backup:*", "backup-storage:*", "cloudwatch:*", "ebs:*", "ec2:*", "ec2messages:*"],
  ...["elasticfilesystem:*", "elasticloadbalancing:*", "events:*", "kms:*", "logs:*", "rds:*", "resource-groups:*"],
  ...["s3:*", "secretsmanager:*", "ssm:*", "ssmmessages:*", "tag:GetResources"],
];

function sharedAccountStatements(args: PermissionsBoundaryArgs): object[] {
  const { accountId, regions, tenantTag, bucketNamePrefix, accessPointArns, roleNamePrefix } = args;
  const buckets = `arn:aws:s3:::${bucketNamePrefix}*`;
  return [
    {
      Sid: "AllowSoldInRegions",
      Effect: "Allow",
      Action: soldInSharedAccounts,
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": regions } },
    },
    {
      // By name: AWS does not look at a role's tags where it is passed (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").
      Sid: "AllowPassingOwnRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: `arn:aws:iam::${accountId}:role/${roleNamePrefix}*`,
    },
    {
      Sid: "DenyNeighboursResources",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: isOther(`aws:ResourceTag/${tenantTag.key}`, tenantTag.value),
    },
    {
      // Else a resource could be made a neighbour's, and its cost and its faults with it.
      Sid: "DenyNeighboursTag",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: isOther(`aws:RequestTag/${tenantTag.key}`, tenantTag.value),
    },
    {
      // Of S3 alone, which alone has the condition's key. AWS Backup lists all buckets before it backs one up. Buckets of other accounts
      // have to let somebody in themselves, and some are AWS's own, which Systems Manager reads from.
      Sid: "DenyNeighboursBuckets",
      Effect: "Deny",
      NotAction: "s3:ListAllMyBuckets",
      NotResource: accessPointArns === undefined ? buckets : [buckets, accessPointArns],
      Condition: { StringEquals: { "s3:ResourceAccount": accountId } },
    },
  ];
}

/** Holds where a key is there with another value; one that is not there holds for nothing. */
function isOther(key: string, value: string): object {
  return { Null: { [key]: "false" }, StringNotEquals: { [key]: value } };
}
