import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate.js";
import type * as pulumi from "@pulumi/pulumi";

import type { MachineGroupPlan } from "./plan.ts";

/** What a launch template refers to. */
export interface LaunchTemplateTies {
  readonly securityGroupId: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  /** The key of the root volume; the account's key of EBS when absent. */
  readonly keyArn?: pulumi.Input<string>;
  /** Tags of the template and of all that it starts. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything that a launch starts and that takes tags of its own. */
const tagged = ["instance", "volume", "network-interface"];

/**
 * How a group's machines are started: metadata by session token only and not beyond the machine itself, an encrypted root volume that goes
 * with it, no public address, no key pair.
 */
export function launchTemplateOf(plan: MachineGroupPlan, ties: LaunchTemplateTies): LaunchTemplateArgs {
  const { securityGroupId, instanceProfileArn, keyArn } = ties;
  const tags = { ...ties.tags, Name: plan.autoScalingGroupName };
  return {
    name: plan.launchTemplateName,
    description: "How the machines of one group are started",
    updateDefaultVersion: true,
    imageId: plan.image,
    instanceType: plan.instanceType,
    iamInstanceProfile: { arn: instanceProfileArn },
    // One hop reaches the machine and no container behind a bridge on it (Amazon EC2 User Guide, "Use the Instance Metadata Service to
    // access instance metadata").
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    networkInterfaces: [
      {
        deviceIndex: 0,
        associatePublicIpAddress: "false",
        deleteOnTermination: "true",
        securityGroups: [securityGroupId],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: plan.rootDevice,
        ebs: {
          volumeType: "gp3",
          volumeSize: plan.rootVolumeGiB,
          encrypted: "true",
          ...(keyArn !== undefined && { kmsKeyId: keyArn }),
          deleteOnTermination: "true",
        },
      },
    ],
    monitoring: { enabled: true },
    tagSpecifications: tagged.map((resourceType) => ({ resourceType, tags })),
    tags: ties.tags,
  };
}
