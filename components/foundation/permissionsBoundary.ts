import { Policy } from "@pulumi/aws/iam/policy.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link PermissionsBoundary}. */
export interface PermissionsBoundaryArgs {
  /** The policy's name in the account. A change replaces it. */
  readonly policyName: string;
  /** The account that the tenant lives in. */
  readonly accountId: string;
  /** The region that the tenant lives in; roles can do nothing in others. */
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The most that any role of a tenant can do, whatever its own policies say: services of its region, nothing with users, access keys
 * or this policy, and no role that is not bounded by it too (AWS IAM User Guide, "Permissions boundaries for IAM entities").
 */
export class PermissionsBoundary extends pulumi.ComponentResource {
  /** The policy's ARN, for `permissionsBoundary` of roles. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionsBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:foundation:PermissionsBoundary", name, {}, opts);
    const policy = new Policy(
      name,
      {
        name: args.policyName,
        description: "The most that any role of the tenant can do",
        policy: JSON.stringify(boundary(args)),
        tags: args.tags,
      },
      { parent: this },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function boundary({ policyName, accountId, region }: PermissionsBoundaryArgs): object {
  const self = `arn:aws:iam::${accountId}:policy/${policyName}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowInRegion",
        Effect: "Allow",
        // In us-east-1 the services that have no region would be among those of the region.
        NotAction: ["iam:*", "organizations:*", "account:*"],
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": region } },
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
        Action: [
          "iam:CreatePolicyVersion",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:SetDefaultPolicyVersion",
        ],
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
    ],
  };
}
