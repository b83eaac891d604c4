import type * as pulumi from "@pulumi/pulumi";

import type { StorageBundlePlan } from "../bundle.ts";
import { StorageBucket } from "./storageBucket.ts";

/** What ties buckets and replicas to their bundle. */
export interface BucketTies {
  /** The bundle's name, with which the names of its parts begin. */
  readonly name: string;
  /** The bundle. */
  readonly parent: pulumi.ComponentResource;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether a part with data is protected, by its list in the spec and its name: `buckets/assets`. */
  readonly isProtected: (part: string) => boolean;
  /** The policy that bounds all roles. */
  readonly permissionsBoundary: pulumi.Output<string>;
  /** The region that the buckets lie in. */
  readonly region: string;
}

/** What buckets are encrypted by and recorded in; each absent where the tier has none. */
export interface BucketSurroundings {
  readonly keyArn?: pulumi.Output<string>;
  readonly logBucketName?: pulumi.Output<string>;
}

/** The ordered buckets, by their names in the manifest. */
export function createBuckets(
  { buckets, accessPoints }: StorageBundlePlan,
  ties: BucketTies,
  { keyArn, logBucketName }: BucketSurroundings,
): Record<string, StorageBucket> {
  const created = buckets.map(({ name: part, bucketName, noncurrentDays, transitions, accessLogPrefix }) => {
    const isLogged = logBucketName !== undefined && accessLogPrefix !== undefined;
    const bucket = new StorageBucket(
      `${ties.name}--${part}`,
      {
        bucketName,
        ...(keyArn !== undefined && { keyArn }),
        ...(noncurrentDays !== undefined && { noncurrentDays }),
        transitions,
        ...(isLogged && { accessLogs: { bucketName: logBucketName, prefix: accessLogPrefix } }),
        accessPointArns: accessPoints.filter((point) => point.bucket === part).map(({ arn }) => arn),
        protect: ties.isProtected(`buckets/${part}`),
        tags: ties.tags,
      },
      { parent: ties.parent },
    );
    return [part, bucket] as const;
  });
  return Object.fromEntries(created);
}
