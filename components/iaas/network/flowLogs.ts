import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link FlowLogs}. */
export interface FlowLogsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The log group's name. A change replaces it and loses what it holds. */
  readonly logGroupName: string;
  /** How long flows are kept; one of the numbers of days that CloudWatch Logs takes. */
  readonly retentionDays: number;
  /** The name of the role that writes them. */
  readonly roleName: string;
  /** The account; only flows of its own networks may be written. */
  readonly accountId: string;
  /** The policy that bounds the role; unbounded when absent. */
  readonly permissionsBoundary?: pulumi.Input<string>;
  /** The key that encrypts the log group, which CloudWatch Logs has to be allowed to use; a key of CloudWatch's own when absent. */
  readonly keyArn?: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Records of all traffic of a network, accepted and rejected, in a log group of their own. */
export class FlowLogs extends pulumi.ComponentResource {
  /** The log group's ARN. */
  readonly logGroupArn: pulumi.Output<string>;

  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:FlowLogs", name, {}, opts);
    const parent = { parent: this };
    const { tags } = args;
    const group = new LogGroup(
      name,
      {
        name: args.logGroupName,
        retentionInDays: args.retentionDays,
        ...(args.keyArn !== undefined && { kmsKeyId: args.keyArn }),
        skipDestroy: false,
        tags,
      },
      parent,
    );
    const role = new Role(
      name,
      {
        name: args.roleName,
        description: "Writes the flow logs of one network",
        assumeRolePolicy: JSON.stringify(trustPolicy(args.accountId)),
        ...(args.permissionsBoundary !== undefined && { permissionsBoundary: args.permissionsBoundary }),
        tags,
      },
      parent,
    );
    const policy = new RolePolicy(
      name,
      { role: role.name, policy: group.arn.apply((arn) => JSON.stringify(writePolicy(arn))) },
      parent,
    );
    new FlowLog(
      name,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 600,
        tags,
      },
      { ...parent, dependsOn: policy },
    );
    this.logGroupArn = group.arn;
    this.registerOutputs({ logGroupArn: this.logGroupArn });
  }
}

/** Lets the flow log service of this account alone take the role (Amazon VPC User Guide, "IAM role for publishing flow logs"). */
function trustPolicy(accountId: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}

function writePolicy(logGroupArn: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: `${logGroupArn}:*`,
      },
    ],
  };
}
