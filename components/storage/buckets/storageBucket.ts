import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import * as pulumi from "@pulumi/pulumi";

import {
  closedBucket,
  kmsEncryption,
  oneKeyStatement,
  tlsOnlyStatement,
  unfinishedUploadDays,
} from "../../iaas/storage/closedBucket.ts";
import { throughAccessPoints } from "../accessPoints/policy.ts";
import type { StoredBucketPlan } from "./plan.ts";

/** Arguments of {@link StorageBucket}. */
export interface StorageBucketArgs {
  /** The bucket's name on S3, unique in the world. A change replaces the bucket. */
  readonly bucketName: string;
  /** The region that it lies in; the provider's when absent. A change replaces the bucket. */
  readonly region?: string;
  /** The KMS key that encrypts what is in it, and the only one that a request may ask for; the account's S3 key when absent. */
  readonly keyArn?: pulumi.Input<string>;
  /** Days after which versions that are not current are deleted; never when absent. */
  readonly noncurrentDays?: number;
  /** The cheaper classes that objects go to, with the age in days at which they do. */
  readonly transitions: StoredBucketPlan["transitions"];
  /** Where its requests are recorded, and what the records' names begin with; nowhere when absent. */
  readonly accessLogs?: { readonly bucketName: pulumi.Input<string>; readonly prefix: string };
  /** The ARNs of the access points by which it may be reached, as their own policies say. */
  readonly accessPointArns: readonly string[];
  /** Whether the engine refuses to delete the bucket; true when absent. */
  readonly protect?: boolean;
  /** Tags of the bucket. */
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * A bucket of object storage: as private, versioned and encrypted as infrastructure's, with objects that go to cheaper classes with age
 * and access points that say who else reaches it.
 *
 * @example
 * new StorageBucket("assets", {
 *   bucketName: "msp--acme--files--assets",
 *   noncurrentDays: 90,
 *   transitions: [{ afterDays: 30, storageClass: "STANDARD_IA" }],
 *   accessPointArns: [],
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class StorageBucket extends pulumi.ComponentResource {
  /** The bucket's name on S3. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN. */
  readonly arn: pulumi.Output<string>;
  /** What a replication has to wait for. */
  readonly versioning: pulumi.Resource;

  constructor(name: string, args: StorageBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:storage:StorageBucket", name, {}, opts);
    const parent = { parent: this };
    const { bucketName, region, keyArn, accessLogs, accessPointArns, protect = true, tags } = args;
    const where = region === undefined ? {} : { region };
    const { bucket, publicAccess, versioning } = closedBucket(name, { bucketName, ...where, protect, tags }, this);
    new BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      { bucket: bucket.bucket, rules: kmsEncryption(keyArn), ...where },
      parent,
    );
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: bucket.bucket, rules: lifecycleRules(args), ...where },
      { ...parent, dependsOn: versioning },
    );
    if (accessLogs !== undefined) {
      const { bucketName: targetBucket, prefix: targetPrefix } = accessLogs;
      new BucketLogging(`${name}-logging`, { bucket: bucket.bucket, targetBucket, targetPrefix, ...where }, parent);
    }
    const policy = pulumi.all([bucket.arn, keyArn]).apply(([arn, key]) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          tlsOnlyStatement(arn),
          ...(key === undefined ? [] : [oneKeyStatement(arn, key)]),
          ...(accessPointArns.length === 0 ? [] : [throughAccessPoints(arn, accessPointArns)]),
        ],
      }),
    );
    new BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.bucket, policy, ...where },
      { ...parent, dependsOn: publicAccess },
    );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.versioning = versioning;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function lifecycleRules({ noncurrentDays, transitions }: StorageBucketArgs) {
  const ofAll = { status: "Enabled", filter: {} } as const;
  const abortIncompleteMultipartUpload = { daysAfterInitiation: unfinishedUploadDays };
  return [
    { ...ofAll, id: "unfinished-uploads", abortIncompleteMultipartUpload },
    ...(noncurrentDays === undefined
      ? []
      : [
          {
            ...ofAll,
            id: "old-versions",
            noncurrentVersionExpiration: { noncurrentDays },
            // What is left of a deleted object when its versions are gone.
            expiration: { expiredObjectDeleteMarker: true },
          },
        ]),
    ...(transitions.length === 0
      ? []
      : [
          {
            ...ofAll,
            id: "cheaper-classes",
            transitions: transitions.map(({ afterDays, storageClass }) => ({ days: afterDays, storageClass })),
          },
        ]),
  ];
}
