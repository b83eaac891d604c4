/** Where a tenant keeps files. */
import { FileSystem } from "@pulumi/aws/efs/fileSystem.js";
import { MountTarget } from "@pulumi/aws/efs/mountTarget.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import type { Foundation } from "./foundation.ts";
import type { Network } from "./network.ts";

/** What may differ between two runs. */
interface Settings {
  /** Days after which files expire; a change updates the rules. */
  readonly days: number;
  /** Token of the shared file system; a change replaces it and its mount target. */
  readonly token: string;
}

/** Makes the storage. */
export function storage({ subnets, group }: Network, { key }: Foundation, { days, token }: Settings): void {
  const logs = new Bucket("access-logs");
  const data = new Bucket("data");
  new BucketLogging("data", { bucket: data.bucket, targetBucket: logs.bucket, targetPrefix: "data/" });
  new BucketLifecycleConfiguration("data", {
    bucket: data.bucket,
    rules: [
      {
        id: "age",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
        expiration: { days },
      },
    ],
  });
  const shared = new FileSystem("shared", { creationToken: token, encrypted: true, kmsKeyId: key.arn });
  new MountTarget("shared", { fileSystemId: shared.id, subnetId: subnets[0].id, securityGroups: [group.id] });
}
