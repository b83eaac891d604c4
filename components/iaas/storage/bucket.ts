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
} from "./closedBucket.ts";

/** Arguments of {@link PrivateBucket}. */
export interface PrivateBucketArgs {
  /** The bucket's name on S3, unique in the world. A change replaces the bucket. */
  readonly bucketName: string;
  /** The KMS key that encrypts what is in it, and the only one that a request may ask for; the account's S3 key when absent. */
  readonly keyArn?: pulumi.Input<string>;
  /** Days after which versions that are not current are deleted; never when absent. */
  readonly noncurrentDays?: number;
  /** Where its requests are recorded, and what the records' names begin with; nowhere when absent. */
  readonly accessLogs?: { readonly bucketName: pulumi.Input<string>; readonly prefix: string };
  /** Whether the engine refuses to delete the bucket; true when absent. */
  readonly protect?: boolean;
  /** Tags of the bucket. */
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/**
 * An S3 bucket that nobody outside the account reaches: public access blocked, access control lists off, every object
 * version kept until the tier lets it go, encrypted by KMS with a bucket key, and requests refused that do not use TLS.
 *
 * @example
 * new PrivateBucket("assets", {
 *   bucketName: "msp--acme--web--assets",
 *   keyArn: key.arn,
 *   noncurrentDays: 90,
 *   accessLogs: { bucketName: logs.bucketName, prefix: "buckets/assets/" },
 *   tags: { "tenantry:tenant": "acme" },
 * });
 */
export class PrivateBucket extends pulumi.ComponentResource {
  /** The bucket's name on S3. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:PrivateBucket", name, {}, opts);
    const parent = { parent: this };
    const { bucketName, keyArn, accessLogs, protect = true, tags } = args;
    const { bucket, publicAccess, versioning } = closedBucket(name, { bucketName, protect, tags }, this);
    new BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucket.bucket,
        rules: kmsEncryption(keyArn),
      },
      parent,
    );
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      { bucket: bucket.bucket, rules: lifecycleRules(args.noncurrentDays) },
      { ...parent, dependsOn: versioning },
    );
    if (accessLogs !== undefined) {
      const { bucketName: targetBucket, prefix: targetPrefix } = accessLogs;
      new BucketLogging(`${name}-logging`, { bucket: bucket.bucket, targetBucket, targetPrefix }, parent);
    }
    new BucketPolicy(
      `${name}-tls-only`,
      { bucket: bucket.bucket, policy: pulumi.all([bucket.arn, keyArn]).apply(([arn, key]) => policyOf(arn, key)) },
      { ...parent, dependsOn: publicAccess },
    );
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function lifecycleRules(noncurrentDays: number | undefined) {
  const ofAll = { status: "Enabled", filter: {} } as const;
  const abortIncompleteMultipartUpload = { daysAfterInitiation: unfinishedUploadDays };
  const unfinished = { ...ofAll, id: "unfinished-uploads", abortIncompleteMultipartUpload };
  if (noncurrentDays === undefined) return [unfinished];
  const old = {
    ...ofAll,
    id: "old-versions",
    noncurrentVersionExpiration: { noncurrentDays },
    // What is left of a deleted object when its versions are gone.
    expiration: { expiredObjectDeleteMarker: true },
  };
  return [unfinished, old];
}

function policyOf(bucketArn: string, keyArn: string | undefined): string {
  const statements = [
    tlsOnlyStatement(bucketArn),
    ...(keyArn === undefined ? [] : [oneKeyStatement(bucketArn, keyArn)]),
  ];
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
