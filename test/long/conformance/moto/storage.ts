/** Amazon S3, Amazon EFS and Amazon EBS in calls of their own. */
import type { LifecycleRule, S3 } from "@aws-sdk/client-s3";
import type { Inputs } from "../inputs.ts";
import { type Adapters, given, type Remote } from "./adapter.ts";

type StorageAdapters = Pick<
  Adapters,
  | "aws:ebs/volume:Volume"
  | "aws:efs/fileSystem:FileSystem"
  | "aws:efs/fileSystemPolicy:FileSystemPolicy"
  | "aws:efs/mountTarget:MountTarget"
  | "aws:s3/bucket:Bucket"
  | "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
  | "aws:s3/bucketLogging:BucketLogging"
  | "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
  | "aws:s3/bucketPolicy:BucketPolicy"
  | "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
  | "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
  | "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
  | "aws:s3/bucketVersioning:BucketVersioning"
>;

/** A setting of a bucket, which has no name of its own. */
const setting = (bucket: string, remove: Remote<never>["remove"]): Pick<Remote<never>, "id" | "remove"> => ({
  id: bucket,
  remove,
});

type LifecycleInputs = Inputs["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"];

const lifecycleRulesOf = ({ rules }: LifecycleInputs): LifecycleRule[] =>
  (rules ?? []).map(({ id, status, expiration, transitions }) => ({
    ID: id,
    Status: status === "Disabled" ? "Disabled" : "Enabled",
    Filter: { Prefix: "" },
    Expiration: expiration === undefined ? undefined : { Days: expiration.days },
    Transitions: transitions?.map(({ days, storageClass }) => ({
      Days: days,
      StorageClass: storageClass === "GLACIER" ? "GLACIER" : "STANDARD_IA",
    })),
  }));

const version = (s3: S3, bucket: string, status: string) =>
  s3.putBucketVersioning({
    Bucket: bucket,
    VersioningConfiguration: { Status: status === "Suspended" ? "Suspended" : "Enabled" },
  });

/** Adapters of buckets, their settings, file systems and volumes. */
export const storageAdapters: StorageAdapters = {
  "aws:s3/bucket:Bucket": async ({ s3 }, { bucket: Bucket }) => {
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-central-1" } });
    return { id: given(Bucket), arn: `arn:aws:s3:::${given(Bucket)}`, remove: () => s3.deleteBucket({ Bucket }) };
  },

  "aws:s3/bucketVersioning:BucketVersioning": async ({ s3 }, { bucket, versioningConfiguration }) => {
    await version(s3, bucket, versioningConfiguration.status);
    return setting(bucket, () => version(s3, bucket, "Suspended"));
  },

  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": async ({ s3 }, inputs) => {
    await s3.putPublicAccessBlock({
      Bucket: inputs.bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: inputs.blockPublicAcls,
        BlockPublicPolicy: inputs.blockPublicPolicy,
        IgnorePublicAcls: inputs.ignorePublicAcls,
        RestrictPublicBuckets: inputs.restrictPublicBuckets,
      },
    });
    return setting(inputs.bucket, () => s3.deletePublicAccessBlock({ Bucket: inputs.bucket }));
  },

  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": async ({ s3 }, { bucket: Bucket, rule }) => {
    const ObjectOwnership = rule.objectOwnership === "ObjectWriter" ? "ObjectWriter" : "BucketOwnerEnforced";
    await s3.putBucketOwnershipControls({ Bucket, OwnershipControls: { Rules: [{ ObjectOwnership }] } });
    return setting(Bucket, () => s3.deleteBucketOwnershipControls({ Bucket }));
  },

  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": async (
    { s3 },
    { bucket: Bucket, rules },
  ) => {
    const wanted = rules[0]?.applyServerSideEncryptionByDefault;
    await s3.putBucketEncryption({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: wanted?.sseAlgorithm === "aws:kms" ? "aws:kms" : "AES256",
              KMSMasterKeyID: wanted?.kmsMasterKeyId,
            },
          },
        ],
      },
    });
    return setting(Bucket, () => s3.deleteBucketEncryption({ Bucket }));
  },

  "aws:s3/bucketPolicy:BucketPolicy": async ({ s3 }, { bucket: Bucket, policy }) => {
    await s3.putBucketPolicy({ Bucket, Policy: typeof policy === "string" ? policy : JSON.stringify(policy) });
    return setting(Bucket, () => s3.deleteBucketPolicy({ Bucket }));
  },

  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": async ({ s3 }, inputs) => {
    const Bucket = inputs.bucket;
    await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: lifecycleRulesOf(inputs) } });
    return setting(Bucket, () => s3.deleteBucketLifecycle({ Bucket }));
  },

  "aws:s3/bucketLogging:BucketLogging": async ({ s3 }, { bucket: Bucket, targetBucket, targetPrefix }) => {
    const LoggingEnabled = { TargetBucket: targetBucket, TargetPrefix: targetPrefix };
    await s3.putBucketLogging({ Bucket, BucketLoggingStatus: { LoggingEnabled } });
    return setting(Bucket, () => s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} }));
  },

  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": async ({ s3 }, { bucket: Bucket, role: Role, rules }) => {
    const Rules = rules.map(({ id, priority, destination }) => ({
      ID: id,
      Status: "Enabled" as const,
      Priority: priority,
      Filter: { Prefix: "" },
      DeleteMarkerReplication: { Status: "Enabled" as const },
      Destination: { Bucket: destination.bucket },
    }));
    await s3.putBucketReplication({ Bucket, ReplicationConfiguration: { Role, Rules } });
    return setting(Bucket, () => s3.deleteBucketReplication({ Bucket }));
  },

  "aws:efs/fileSystem:FileSystem": async ({ efs }, { creationToken, encrypted, kmsKeyId, throughputMode }) => {
    const { FileSystemId, FileSystemArn } = await efs.createFileSystem({
      CreationToken: creationToken,
      Encrypted: encrypted,
      KmsKeyId: kmsKeyId,
      ThroughputMode: throughputMode === "elastic" ? "elastic" : "bursting",
    });
    return { id: given(FileSystemId), arn: FileSystemArn, remove: () => efs.deleteFileSystem({ FileSystemId }) };
  },

  "aws:efs/fileSystemPolicy:FileSystemPolicy": async ({ efs }, { fileSystemId: FileSystemId, policy }) => {
    await efs.putFileSystemPolicy({ FileSystemId, Policy: policy });
    return { id: FileSystemId, remove: () => efs.deleteFileSystemPolicy({ FileSystemId }) };
  },

  "aws:ebs/volume:Volume": async ({ ec2 }, inputs) => {
    const typed = (type: string | undefined) => (type === "gp3" || type === "io1" || type === "sc1" ? type : undefined);
    const { VolumeId } = await ec2.createVolume({
      AvailabilityZone: inputs.availabilityZone,
      Size: inputs.size,
      VolumeType: typed(inputs.type),
      Iops: inputs.iops,
      Throughput: inputs.throughput,
      Encrypted: inputs.encrypted,
      KmsKeyId: inputs.kmsKeyId,
    });
    return {
      id: given(VolumeId),
      update: ({ size, type, iops, throughput }) =>
        ec2.modifyVolume({ VolumeId, Size: size, VolumeType: typed(type), Iops: iops, Throughput: throughput }),
      remove: () => ec2.deleteVolume({ VolumeId }),
    };
  },

  "aws:efs/mountTarget:MountTarget": async ({ efs }, { fileSystemId, subnetId, securityGroups }) => {
    const { MountTargetId } = await efs.createMountTarget({
      FileSystemId: fileSystemId,
      SubnetId: subnetId,
      SecurityGroups: securityGroups,
    });
    return { id: given(MountTargetId), remove: () => efs.deleteMountTarget({ MountTargetId }) };
  },
};
