import type * as pulumi from "@pulumi/pulumi";

import type { BucketTies } from "../buckets/createBuckets.ts";
import { StorageBucket } from "../buckets/storageBucket.ts";
import type { StorageBundlePlan } from "../bundle.ts";
import { BucketReplication, type ReplicatedBucket } from "./bucketReplication.ts";

/** The tenant's own keys; undefined where the tier has none, and does not replicate. */
interface Keys {
  readonly keyArn: pulumi.Output<string> | undefined;
  readonly replicaKeyArn: pulumi.Output<string> | undefined;
}

/** The replicas, by the names in the manifest of the buckets that they are of; none where the tier does not replicate. */
export function createReplication(
  { buckets, replication }: StorageBundlePlan,
  ties: BucketTies,
  created: Readonly<Record<string, StorageBucket>>,
  { keyArn, replicaKeyArn }: Keys,
): Record<string, StorageBucket> {
  if (replication === undefined || keyArn === undefined || replicaKeyArn === undefined) return {};
  const { name, parent, tags, region, permissionsBoundary } = ties;
  const replicated = buckets.flatMap(
    ({ name: part, bucketName, noncurrentDays, replicaBucketName }): ReplicatedBucket[] => {
      const bucket = created[part];
      if (bucket === undefined || replicaBucketName === undefined) return [];
      const replica = new StorageBucket(
        `${name}--${part}--replica`,
        {
          bucketName: replicaBucketName,
          region: replication.region,
          keyArn: replicaKeyArn,
          ...(noncurrentDays !== undefined && { noncurrentDays }),
          transitions: [],
          accessPointArns: [],
          protect: ties.isProtected(`replicas/${part}`),
          tags,
        },
        { parent },
      );
      return [{ name: part, names: { bucketName, replicaBucketName }, bucket, replica }];
    },
  );
  if (replicated.length > 0) {
    const keys = { keyArn, replicaKeyArn };
    new BucketReplication(
      name,
      { replication, buckets: replicated, region, ...keys, permissionsBoundary, tags },
      { parent },
    );
  }
  return Object.fromEntries(replicated.map(({ name: part, replica }) => [part, replica]));
}
