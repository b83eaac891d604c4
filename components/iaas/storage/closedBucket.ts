import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link closedBucket}. */
export interface ClosedBucketArgs {
  /** The bucket's name on S3. */
  readonly bucketName: string;
  /** The region that it lies in; the provider's when absent. A change replaces the bucket. */
  readonly region?: string;
  /** Whether the engine refuses to delete the bucket. */
  readonly protect: boolean;
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>>;
}

/** What every bucket begins with. */
export interface ClosedBucket {
  readonly bucket: Bucket;
  /** S3 takes one change of a bucket's access at a time: the bucket's policy has to wait for it. */
  readonly publicAccess: BucketPublicAccessBlock;
  /** Rules about versions have to wait for it. */
  readonly versioning: BucketVersioning;
}

/** Days after which the parts of an upload that was never finished are deleted. */
export const unfinishedUploadDays = 7;

/** A bucket that nobody outside the account reaches: public access blocked, access control lists off, every version kept. */
export function closedBucket(name: string, args: ClosedBucketArgs, parent: pulumi.Resource): ClosedBucket {
  const { bucketName, protect, tags } = args;
  const where = args.region === undefined ? {} : { region: args.region };
  const resource = new Bucket(name, { bucket: bucketName, forceDestroy: false, ...where, tags }, { parent, protect });
  const { bucket } = resource;
  const publicAccess = new BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      ...where,
    },
    { parent },
  );
  new BucketOwnershipControls(
    `${name}-ownership`,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" }, ...where },
    { parent },
  );
  const versioning = new BucketVersioning(
    `${name}-versioning`,
    { bucket, versioningConfiguration: { status: "Enabled" }, ...where },
    { parent },
  );
  return { bucket: resource, publicAccess, versioning };
}

/** Denies every request that does not come over TLS, as the Amazon S3 User Guide's security best practices advise. */
export function tlsOnlyStatement(bucketArn: string): object {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/**
 * How a bucket encrypts: by KMS, with a bucket key.
 *
 * @param keyArn the key; the account's S3 key when undefined.
 */
export function kmsEncryption(
  keyArn: pulumi.Input<string> | undefined,
): BucketServerSideEncryptionConfigurationArgs["rules"] {
  return [
    {
      applyServerSideEncryptionByDefault: {
        sseAlgorithm: "aws:kms",
        ...(keyArn !== undefined && { kmsMasterKeyId: keyArn }),
      },
      bucketKeyEnabled: true,
      // A key that comes with the request is kept nowhere: whoever steals access could hold the data to ransom with one.
      blockedEncryptionTypes: ["SSE-C"],
    },
  ];
}

/**
 * Denies what is to be stored under anything but the tenant's key. A request that says nothing gets that key, as the bucket's default.
 * One that asks for `aws:kms` and names no key would get the account's (Amazon S3 API Reference, PutObject,
 * `x-amz-server-side-encryption-aws-kms-key-id`); it is denied too, because a condition "not equals" holds for what is absent.
 */
export function oneKeyStatement(bucketArn: string, keyArn: string): object {
  return {
    Sid: "DenyOtherKeys",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${bucketArn}/*`,
    Condition: {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    },
  };
}
