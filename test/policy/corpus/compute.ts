import { resource } from "../../helpers/judge.ts";
import { adding, clean, faults, listedTags, place, set, tagged } from "./awsStack.ts";
import type { CorpusCase } from "./corpusCase.ts";
import { ways } from "./networkStack.ts";

const template = (name: string, more: object = {}) =>
  tagged("aws:ec2/launchTemplate:LaunchTemplate", name, {
    imageId: "ami-0123456789abcdef0",
    instanceType: "m7g.large",
    iamInstanceProfile: { arn: `arn:aws:iam::${place.account}:instance-profile/acme--web` },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "false", securityGroups: ["sg-1"] }],
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } }],
    monitoring: { enabled: true },
    ...more,
  });

const group = (name: string, more: object = {}) =>
  resource("aws:autoscaling/group:Group", name, {
    minSize: 1,
    maxSize: 2,
    vpcZoneIdentifiers: ["subnet-private-a", "subnet-private-b"],
    launchTemplate: { id: "lt-1", version: "1" },
    healthCheckType: "EC2",
    tags: listedTags,
    ...more,
  });

const machines = [
  ...ways,
  template("template"),
  template("second", {
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: true } },
      { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
    ],
  }),
  template("third", { networkInterfaces: undefined, metadataOptions: { httpEndpoint: "disabled" } }),
  group("group"),
  group("balanced", { targetGroupArns: ["arn:aws:elasticloadbalancing:tg-1"], healthCheckType: "ELB" }),
  group("mixed", {
    launchTemplate: undefined,
    mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } },
  }),
  tagged("aws:ec2/instance:Instance", "machine", {
    ami: "ami-0123456789abcdef0",
    instanceType: "m7g.large",
    subnetId: "subnet-private-a",
    iamInstanceProfile: "acme--web",
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { encrypted: true },
    ebsBlockDevices: [{ deviceName: "/dev/sdb", encrypted: true }],
    monitoring: true,
  }),
  tagged("aws:ec2/eip:Eip", "nat", { domain: "vpc" }),
];

/** Machines. */
export const computeCases: readonly CorpusCase[] = [
  clean("machines in private subnets", machines),
  ...faults(machines, [
    [
      "credentials without a token",
      set("template", "metadataOptions.httpTokens", "optional"),
      "compute/metadata-by-token template metadataOptions.httpTokens",
    ],
    [
      "metadata as the image has it",
      set("second", "metadataOptions", undefined),
      "compute/metadata-by-token second metadataOptions.httpTokens",
      "compute/metadata-hop-limit second metadataOptions.httpPutResponseHopLimit",
    ],
    [
      "a machine's credentials without a token",
      set("machine", "metadataOptions.httpTokens", undefined),
      "compute/metadata-by-token machine metadataOptions.httpTokens",
    ],
    [
      "credentials for containers",
      set("template", "metadataOptions.httpPutResponseHopLimit", 2),
      "compute/metadata-hop-limit template metadataOptions.httpPutResponseHopLimit",
    ],
    [
      "a hop limit that is no number",
      set("machine", "metadataOptions.httpPutResponseHopLimit", "1"),
      "compute/metadata-hop-limit machine metadataOptions.httpPutResponseHopLimit",
    ],
    [
      "a public address by a template",
      set("template", "networkInterfaces.0.associatePublicIpAddress", "true"),
      "compute/no-public-address template networkInterfaces.0.associatePublicIpAddress",
    ],
    [
      "a public address of a machine",
      set("machine", "associatePublicIpAddress", true),
      "compute/no-public-address machine associatePublicIpAddress",
    ],
    ["an elastic address of a machine", set("nat", "instance", "i-1"), "compute/no-elastic-address nat instance"],
    [
      "an elastic address of a network interface",
      set("nat", "networkInterface", "eni-1"),
      "compute/no-elastic-address nat networkInterface",
    ],
    [
      "an elastic address that is tied later",
      adding(resource("aws:ec2/eipAssociation:EipAssociation", "tie", { instanceId: "i-1" })),
      "compute/no-elastic-address tie",
    ],
    [
      "a disk that is not encrypted",
      set("template", "blockDeviceMappings.0.ebs.encrypted", "false"),
      "compute/disks-encrypted template blockDeviceMappings.0.ebs.encrypted",
    ],
    [
      "a disk of which nothing is said",
      set("second", "blockDeviceMappings.0.ebs", {}),
      "compute/disks-encrypted second blockDeviceMappings.0.ebs.encrypted",
    ],
    [
      "disks as the image has them",
      set("third", "blockDeviceMappings", undefined),
      "compute/disks-encrypted third blockDeviceMappings",
    ],
    [
      "a machine's root disk as the image has it",
      set("machine", "rootBlockDevice", undefined),
      "compute/disks-encrypted machine rootBlockDevice.encrypted",
    ],
    [
      "another disk of a machine",
      set("machine", "ebsBlockDevices.0.encrypted", false),
      "compute/disks-encrypted machine ebsBlockDevices.0.encrypted",
    ],
    [
      "a template without monitoring",
      set("template", "monitoring", undefined),
      "compute/monitored template monitoring.enabled",
    ],
    ["a machine without monitoring", set("machine", "monitoring", false), "compute/monitored machine monitoring"],
    ["a key pair in a template", set("second", "keyName", "shared"), "compute/no-key-pair second keyName"],
    ["a key pair of a machine", set("machine", "keyName", "shared"), "compute/no-key-pair machine keyName"],
    [
      "a key pair",
      adding(resource("aws:ec2/keyPair:KeyPair", "pair", { publicKey: "ssh-ed25519 AAAA" })),
      "compute/no-key-pair pair",
    ],
    [
      "a template without a role",
      set("third", "iamInstanceProfile", undefined),
      "compute/machine-role third iamInstanceProfile",
    ],
    [
      "a machine without a role",
      set("machine", "iamInstanceProfile", ""),
      "compute/machine-role machine iamInstanceProfile",
    ],
    [
      "a group without a template",
      set("group", "launchTemplate", undefined),
      "compute/group-from-template group launchTemplate",
    ],
    [
      "a launch configuration",
      adding(resource("aws:ec2/launchConfiguration:LaunchConfiguration", "old", { imageId: "ami-1" })),
      "compute/group-from-template old",
    ],
    [
      "a group that keeps what is broken",
      set("balanced", "healthCheckType", "EC2"),
      "compute/group-health-checked balanced healthCheckType",
    ],
    [
      "machines in a public subnet",
      set("group", "vpcZoneIdentifiers", ["subnet-private-a", "subnet-public-a"]),
      "compute/not-in-public-subnets group vpcZoneIdentifiers",
    ],
    [
      "a machine in a public subnet",
      set("machine", "subnetId", "subnet-public-b"),
      "compute/not-in-public-subnets machine subnetId",
    ],
    [
      "a private subnet that becomes public",
      set("private-a-route", "gatewayId", "igw-1"),
      "compute/not-in-public-subnets balanced vpcZoneIdentifiers",
      "compute/not-in-public-subnets group vpcZoneIdentifiers",
      "compute/not-in-public-subnets machine subnetId",
      "compute/not-in-public-subnets mixed vpcZoneIdentifiers",
    ],
  ]),
];
