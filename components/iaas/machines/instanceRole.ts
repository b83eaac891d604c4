import { InstanceProfile } from "@pulumi/aws/iam/instanceProfile.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link InstanceRole}. */
export interface InstanceRoleArgs {
  /** The role's name in the account. A change replaces it. */
  readonly roleName: string;
  /** The instance profile's name in the account. A change replaces it. */
  readonly instanceProfileName: string;
  readonly accountId: string;
  readonly region: string;
  /** The path of the only parameters of the account that the machines read, beginning with `/` and ending without one. */
  readonly parameterPath: string;
  /** The only log group that the machines write to; they write no logs when absent. */
  readonly logGroupArn?: pulumi.Input<string>;
  /** The policy that bounds the role. */
  readonly permissionsBoundary: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What makes an instance one that Systems Manager reaches, so that nobody needs a key or an open port to get in. */
const managedInstancePolicy = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

/**
 * What machines may do on AWS: be managed by Systems Manager, read their own parameters there, and write to the tenant's log group.
 */
export class InstanceRole extends pulumi.ComponentResource {
  /** The role's name, to give it more to do. */
  readonly roleName: pulumi.Output<string>;
  /** The instance profile's ARN, for launch templates. */
  readonly instanceProfileArn: pulumi.Output<string>;

  constructor(name: string, args: InstanceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:InstanceRole", name, {}, opts);
    const parent = { parent: this };
    const { tags } = args;
    const role = new Role(
      name,
      {
        name: args.roleName,
        description: "What the machines of one group may do",
        assumeRolePolicy: JSON.stringify(trustPolicy),
        permissionsBoundary: args.permissionsBoundary,
        tags,
      },
      parent,
    );
    new RolePolicyAttachment(`${name}-managed`, { role: role.name, policyArn: managedInstancePolicy }, parent);
    const statements = [
      denyOtherParameters(args),
      ...(args.logGroupArn === undefined ? [] : [pulumi.output(args.logGroupArn).apply(allowLogs)]),
    ];
    const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
    new RolePolicy(name, { role: role.name, policy }, parent);
    const profile = new InstanceProfile(name, { name: args.instanceProfileName, role: role.name, tags }, parent);
    this.roleName = role.name;
    this.instanceProfileArn = profile.arn;
    this.registerOutputs({ roleName: this.roleName, instanceProfileArn: this.instanceProfileArn });
  }
}

/** EC2 alone gives the role to instances, and only to those that are started with it (Amazon EC2 User Guide, "IAM roles for Amazon EC2"). */
const trustPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** The managed policy lets an instance read every parameter of the account, other tenants' too where they share it. */
function denyOtherParameters({ accountId, region, parameterPath }: InstanceRoleArgs): object {
  return {
    Sid: "DenyOtherParameters",
    Effect: "Deny",
    Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
    NotResource: [
      // AWS's own, which are public and of no account.
      `arn:aws:ssm:${region}::parameter/aws/*`,
      `arn:aws:ssm:${region}:${accountId}:parameter${parameterPath}/*`,
    ],
  };
}

/** What the CloudWatch agent needs for a log group that is there already (Amazon CloudWatch User Guide, "CloudWatchAgentServerPolicy"). */
function allowLogs(logGroupArn: string): object {
  return {
    Sid: "WriteLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:*`,
  };
}
