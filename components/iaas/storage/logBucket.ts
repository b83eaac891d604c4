import { BucketLifecycleConfiguration } from "@pulumi/aws/s3/bucketLifecycleConfiguration.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import * as pulumi from "@pulumi/pulumi";

import { closedBucket, tlsOnlyStatement, unfinishedUploadDays } from "./closedBucket.ts";
import { bucketLogPrefix, loadBalancerLogPrefix, recoveryDays } from "./plan.ts";

/** Arguments of {@link LogBucket}. */
export interface LogBucketArgs {
  /** The bucket's name on S3, unique in the world. A change replaces the bucket. */
  readonly bucketName: string;
  /** Days after which a record expires. It can be brought back for {@link recoveryDays} days more, and so can a deleted one. */
  readonly retentionDays: number;
  /** The account that the buckets and load balancers belong to. */
  readonly accountId: string;
  /** The names on S3 of the buckets whose requests are recorded; no other's are taken. */
  readonly sourceBuckets: readonly string[];
  /** Whether the engine refuses to delete the bucket; true when absent. */
  readonly protect?: boolean;
  /** Tags of the bucket. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A bucket for the records of requests to a subscription's buckets and load balancers, closed as every bucket is. It is encrypted by
 * S3's own keys, because neither service writes to others: Elastic Load Balancing, "Enable access logs for your Application Load
 * Balancer", step 1; Amazon S3 User Guide, "Enabling Amazon S3 server access logging".
 */
export class LogBucket extends pulumi.ComponentResource {
  /** The bucket's name on S3; known when records may be written to it. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: LogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:LogBucket", name, {}, opts);
    const parent = { parent: this };
    const { bucketName, retentionDays, protect = true, tags } = args;
    const { bucket, publicAccess, versioning } = closedBucket(name, { bucketName, protect, tags }, this);
    const encryption = new BucketServerSideEncryptionConfiguration(
      `${name}-encryption`,
      {
        bucket: bucket.bucket,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] }],
      },
      parent,
    );
    new BucketLifecycleConfiguration(
      `${name}-lifecycle`,
      {
        bucket: bucket.bucket,
        rules: [
          {
            id: "expiry",
            status: "Enabled",
            filter: {},
            expiration: { days: retentionDays },
            noncurrentVersionExpiration: { noncurrentDays: recoveryDays },
            abortIncompleteMultipartUpload: { daysAfterInitiation: unfinishedUploadDays },
          },
        ],
      },
      { ...parent, dependsOn: versioning },
    );
    const policy = new BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.bucket, policy: bucket.arn.apply((arn) => JSON.stringify(policyOf(arn, args))) },
      { ...parent, dependsOn: [publicAccess, encryption] },
    );
    // A load balancer tries to write as soon as it is told of the bucket, and must be allowed to by then.
    this.bucketName = policy.bucket;
    this.arn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }
}

function policyOf(bucketArn: string, { accountId, sourceBuckets }: LogBucketArgs): object {
  const arnOf = (bucketName: string): string => `${bucketArn.slice(0, bucketArn.lastIndexOf(":"))}:${bucketName}`;
  return {
    Version: "2012-10-17",
    Statement: [
      tlsOnlyStatement(bucketArn),
      ...(sourceBuckets.length === 0
        ? []
        : [
            {
              // Amazon S3 User Guide, "Enabling Amazon S3 server access logging", permissions for log delivery.
              Sid: "BucketsWrite",
              Effect: "Allow",
              Principal: { Service: "logging.s3.amazonaws.com" },
              Action: "s3:PutObject",
              Resource: `${bucketArn}/${bucketLogPrefix}/*`,
              Condition: {
                StringEquals: { "aws:SourceAccount": accountId },
                ArnEquals: { "aws:SourceArn": sourceBuckets.map(arnOf) },
              },
            },
          ]),
      {
        // Elastic Load Balancing, "Enable access logs for your Application Load Balancer", step 2. It writes each load balancer's
        // records under the account that the load balancer belongs to, so the path is what keeps other accounts out. It is not
        // documented to say in whose name it asks: a condition on that would deny every record.
        Sid: "LoadBalancersWrite",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${bucketArn}/${loadBalancerLogPrefix}/AWSLogs/${accountId}/*`,
      },
    ],
  };
}
