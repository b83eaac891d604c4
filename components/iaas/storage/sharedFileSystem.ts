import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { FileSystem } from "@pulumi/aws/efs/fileSystem.js";
import { FileSystemPolicy } from "@pulumi/aws/efs/fileSystemPolicy.js";
import { MountTarget } from "@pulumi/aws/efs/mountTarget.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import * as pulumi from "@pulumi/pulumi";

import { nfsPort } from "./plan.ts";

/** Arguments of {@link SharedFileSystem}. */
export interface SharedFileSystemArgs {
  /** The creation token, unique in the account and region, and the Name tag. A change replaces the file system. */
  readonly fileSystemName: string;
  readonly vpcId: pulumi.Input<string>;
  /** The network's range; nothing outside it reaches the file system. */
  readonly cidr: string;
  /** The letters of the zones that it is mounted in. */
  readonly zones: readonly string[];
  /** The subnet of each zone, in the order of `zones`: data subnets where the network has them, private ones otherwise. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** The KMS key that encrypts it; the account's EFS key when absent. A change replaces the file system. */
  readonly keyArn?: pulumi.Input<string>;
  /** Whether the engine refuses to delete the file system; true when absent. */
  readonly protect?: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * An encrypted file system that machines of one network mount in every zone, over TLS alone. Files that nobody has read for a month
 * move to cheaper storage until somebody does. Any machine of the network may mount it, and write as any user, root too.
 *
 * @example
 * new SharedFileSystem("shared", {
 *   fileSystemName: "acme--web--shared",
 *   vpcId: network.vpcId,
 *   cidr: "10.40.0.0/20",
 *   zones: ["a", "b"],
 *   subnetIds: network.privateSubnetIds,
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class SharedFileSystem extends pulumi.ComponentResource {
  /** The file system's id, which machines mount it by. */
  readonly fileSystemId: pulumi.Output<string>;
  /** The file system's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The security group that it answers in. */
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: SharedFileSystemArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:SharedFileSystem", name, {}, opts);
    const parent = { parent: this };
    const { fileSystemName, keyArn, protect = true } = args;
    const tags = { ...args.tags, Name: fileSystemName };
    const fileSystem = new FileSystem(
      name,
      {
        creationToken: fileSystemName,
        encrypted: true,
        ...(keyArn !== undefined && { kmsKeyId: keyArn }),
        throughputMode: "elastic",
        lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
        tags,
      },
      { ...parent, protect },
    );
    const policy = new FileSystemPolicy(
      `${name}-policy`,
      {
        fileSystemId: fileSystem.id,
        policy: fileSystem.arn.apply((arn) => JSON.stringify(mountPolicy(arn))),
      },
      parent,
    );
    const group = new SecurityGroup(
      `${name}-nfs`,
      { vpcId: args.vpcId, description: "NFS from the network to a shared file system", tags },
      parent,
    );
    new SecurityGroupIngressRule(
      `${name}-nfs`,
      {
        securityGroupId: group.id,
        description: "NFS from the network",
        cidrIpv4: args.cidr,
        ipProtocol: "tcp",
        fromPort: nfsPort,
        toPort: nfsPort,
        tags,
      },
      parent,
    );
    const subnetIds = pulumi.output(args.subnetIds);
    for (const [index, zone] of args.zones.entries()) {
      new MountTarget(
        `${name}-${zone}`,
        {
          fileSystemId: fileSystem.id,
          subnetId: subnetIds.apply((ids) => subnetOf(zone, ids[index])),
          securityGroups: [group.id],
        },
        // Nothing mounts it before it refuses what is not encrypted.
        { ...parent, dependsOn: policy },
      );
    }
    this.fileSystemId = fileSystem.id;
    this.arn = fileSystem.arn;
    this.securityGroupId = group.id;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      arn: this.arn,
      securityGroupId: this.securityGroupId,
    });
  }
}

function subnetOf(zone: string, subnetId: string | undefined): string {
  if (subnetId === undefined) throw new RangeError(`There is no subnet for the zone "${zone}".`);
  return subnetId;
}

/**
 * What AWS allows without a policy, and nothing of it in clear text (Amazon EFS User Guide, "Using IAM to control access to file
 * systems", default policy, and "Creating file system policies", encryption in transit). Who reaches a mount target at all is the
 * security group's to say.
 */
function mountPolicy(fileSystemArn: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "NetworkMounts",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "elasticfilesystem:ClientMount",
          "elasticfilesystem:ClientWrite",
          "elasticfilesystem:ClientRootAccess",
        ],
        Resource: fileSystemArn,
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "elasticfilesystem:*",
        Resource: fileSystemArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
