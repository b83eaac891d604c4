import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link closedBucket}. */
export interface ClosedBucketArgs {
  /** The bucket's name on S3. */
  readonly bucketName: string;
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
  const resource = new Bucket(name, { bucket: bucketName, forceDestroy: false, tags }, { parent, protect });
  const { bucket } = resource;
  const publicAccess = new BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  new BucketOwnershipControls(
    `${name}-ownership`,
    { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  const versioning = new BucketVersioning(
    `${name}-versioning`,
    { bucket, versioningConfiguration: { status: "Enabled" } },
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
