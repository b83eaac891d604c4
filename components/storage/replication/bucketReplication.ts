import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { BucketReplicationConfig } from "@pulumi/aws/s3/bucketReplicationConfig.js";
import * as pulumi from "@pulumi/pulumi";

import type { StorageBucket } from "../buckets/storageBucket.ts";
import type { ReplicationPlan } from "./plan.ts";
import { replicationPolicy, replicationTrust, type ReplicationEnds } from "./replicationPolicy.ts";

/** A bucket and what it is replicated into. */
export interface ReplicatedBucket {
  /** The name in the manifest. */
  readonly name: string;
  readonly names: ReplicationEnds["buckets"][number];
  readonly bucket: StorageBucket;
  readonly replica: StorageBucket;
}

/** Arguments of {@link BucketReplication}. */
export interface BucketReplicationArgs {
  readonly replication: ReplicationPlan;
  readonly buckets: readonly ReplicatedBucket[];
  /** The region that the buckets lie in. */
  readonly region: string;
  /** The tenant's own key in the buckets' region. */
  readonly keyArn: pulumi.Output<string>;
  /** The tenant's own key in the replicas' region. */
  readonly replicaKeyArn: pulumi.Output<string>;
  /** The policy that bounds the role. */
  readonly permissionsBoundary: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Lets S3 write all that comes into the buckets into their replicas, deletions as markers that can be taken away. */
export class BucketReplication extends pulumi.ComponentResource {
  constructor(name: string, args: BucketReplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:BucketReplication", name, {}, opts);
    const { replication, buckets, region, keyArn, replicaKeyArn, permissionsBoundary, tags } = args;
    const parent = { parent: this };
    const role = new Role(
      `${name}-replication`,
      {
        name: replication.roleName,
        description: "Replicates what one subscription stores",
        assumeRolePolicy: JSON.stringify(replicationTrust(replication.accountId)),
        permissionsBoundary,
        tags,
      },
      parent,
    );
    const ends = { buckets: buckets.map(({ names }) => names), region, replicaRegion: replication.region };
    const policy = pulumi
      .all([keyArn, replicaKeyArn])
      .apply(([key, replicaKey]) =>
        JSON.stringify(replicationPolicy({ ...ends, keyArn: key, replicaKeyArn: replicaKey })),
      );
    const permission = new RolePolicy(`${name}-replication`, { role: role.name, policy }, parent);
    for (const { name: part, bucket, replica } of buckets) {
      new BucketReplicationConfig(
        `${name}--${part}-replication`,
        {
          bucket: bucket.bucketName,
          role: role.arn,
          rules: [
            {
              id: "everything",
              status: "Enabled",
              priority: 1,
              filter: {},
              deleteMarkerReplication: { status: "Enabled" },
              sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
              destination: {
                bucket: replica.arn,
                storageClass: replication.storageClass,
                encryptionConfiguration: { replicaKmsKeyId: replicaKeyArn },
              },
            },
          ],
        },
        // S3 takes no replication between buckets without versions.
        { ...parent, dependsOn: [permission, bucket.versioning, replica.versioning] },
      );
    }
    this.registerOutputs({});
  }
}
