/** Amazon EFS: file systems and mount targets. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { document, network, securityGroup, subnet, twoZones } from "../fixtures.ts";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

const files = (aws: Account) => aws.create(FILE_SYSTEM, { creationToken: "files", encrypted: true });

/** Cases of file systems. */
export const fileCases: readonly Case[] = [
  accepted("elasticfilesystem:CreateFileSystem", "a file system", (aws) => () => files(aws)),
  refused("elasticfilesystem:CreateFileSystem", "FileSystemAlreadyExists", "a token that is taken", async (aws) => {
    await files(aws);
    return () => files(aws);
  }),
  refused(
    "elasticfilesystem:CreateFileSystem",
    "BadRequest",
    "a key without encryption",
    async (aws) => {
      const key = await aws.create("aws:kms/key:Key", {});
      return () => aws.create(FILE_SYSTEM, { creationToken: "files", encrypted: false, kmsKeyId: key.arn });
    },
    { inPreview: "kmsKeyId" },
  ),
  accepted("elasticfilesystem:CreateMountTarget", "one in each zone", async (aws) => {
    const { first, second } = await twoZones(aws);
    const { id: fileSystemId } = await files(aws);
    await aws.create(MOUNT_TARGET, { fileSystemId, subnetId: first.id });
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: second.id });
  }),
  refused("elasticfilesystem:CreateMountTarget", "MountTargetConflict", "a second one in a zone", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const beside = await subnet(aws, vpc, 2, "a");
    const { id: fileSystemId } = await files(aws);
    await aws.create(MOUNT_TARGET, { fileSystemId, subnetId: first.id });
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: beside.id });
  }),
  refused("elasticfilesystem:CreateMountTarget", "MountTargetConflict", "a second network", async (aws) => {
    const { first } = await twoZones(aws);
    const other = await network(aws, "10.1.0.0/16");
    const place = await aws.create("aws:ec2/subnet:Subnet", {
      vpcId: other.id,
      cidrBlock: "10.1.0.0/24",
      availabilityZone: "eu-central-1b",
    });
    const { id: fileSystemId } = await files(aws);
    await aws.create(MOUNT_TARGET, { fileSystemId, subnetId: first.id });
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: place.id });
  }),
  refused("elasticfilesystem:CreateMountTarget", "FileSystemNotFound", "files that are not there", async (aws) => {
    const { first } = await twoZones(aws);
    return () => aws.create(MOUNT_TARGET, { fileSystemId: "fs-0123456789abcdef0", subnetId: first.id });
  }),
  refused("elasticfilesystem:CreateMountTarget", "SubnetNotFound", "a subnet that is not there", async (aws) => {
    const { id: fileSystemId } = await files(aws);
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: "subnet-0123456789abcdef0" });
  }),
  refused("elasticfilesystem:CreateMountTarget", "SecurityGroupNotFound", "a group that is not there", async (aws) => {
    const { first } = await twoZones(aws);
    const { id: fileSystemId } = await files(aws);
    const securityGroups = ["sg-0123456789abcdef0"];
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: first.id, securityGroups });
  }),
  refused("elasticfilesystem:CreateMountTarget", "SecurityGroupLimitExceeded", "six security groups", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const { id: fileSystemId } = await files(aws);
    const securityGroups: string[] = [];
    for (let index = 0; index < 6; index++)
      securityGroups.push((await securityGroup(aws, vpc, `files-${String(index)}`)).id);
    return () => aws.create(MOUNT_TARGET, { fileSystemId, subnetId: first.id, securityGroups });
  }),
  accepted("elasticfilesystem:PutFileSystemPolicy", "a policy that lets everyone mount", async (aws) => {
    const { id: fileSystemId } = await files(aws);
    const policy = document({ Action: "elasticfilesystem:ClientMount", Principal: { AWS: "*" } });
    return () => aws.create(FILE_SYSTEM_POLICY, { fileSystemId, policy });
  }),
  refused(
    "elasticfilesystem:PutFileSystemPolicy",
    "InvalidPolicyException",
    "actions of another service",
    async (aws) => {
      const { id: fileSystemId } = await files(aws);
      const policy = document({ Action: "s3:GetObject", Principal: { AWS: "*" } });
      return () => aws.create(FILE_SYSTEM_POLICY, { fileSystemId, policy });
    },
  ),
  refused("elasticfilesystem:DeleteFileSystem", "FileSystemInUse", "files with a mount target", async (aws) => {
    const { first } = await twoZones(aws);
    const made = await files(aws);
    await aws.create(MOUNT_TARGET, { fileSystemId: made.id, subnetId: first.id });
    return () => aws.delete(made);
  }),
  accepted("elasticfilesystem:DeleteFileSystem", "files that have no mount target any more", async (aws) => {
    const { first } = await twoZones(aws);
    const made = await files(aws);
    await aws.delete(await aws.create(MOUNT_TARGET, { fileSystemId: made.id, subnetId: first.id }));
    return () => aws.delete(made);
  }),
];
