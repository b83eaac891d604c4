import type { Right } from "./order.ts";

const reading = [
  ...["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration"],
  ...["s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration", "s3:ListBucket", "s3:ListBucketVersions"],
  ...["s3:ListBucketMultipartUploads", "s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion"],
  "s3:ListMultipartUploadParts",
];
const writing = [
  ...["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging", "s3:RestoreObject"],
];
const administering = ["s3:DeleteObjectVersion", "s3:GetBucketCORS", "s3:GetBucketPolicy", "s3:PutBucketCORS"];

/**
 * What a role may do with the subscription's buckets, each by its name: not with the records of their requests, nor with their replicas.
 * Encryption, versions, lifecycle, replication and bucket policies are as the tier has them, so no role changes those.
 *
 * @param bucketNames the names on S3; one at least.
 */
export function rolePolicy(right: Right, bucketNames: readonly string[]): object {
  const arns = bucketNames.map((name) => `arn:aws:s3:::${name}`);
  const Action = [...reading, ...(right === "read" ? [] : writing), ...(right === "administer" ? administering : [])];
  const Resource = [...arns, ...arns.map((arn) => `${arn}/*`)];
  // One statement, so that the names, which are most of it, stand in it once.
  return { Version: "2012-10-17", Statement: [{ Sid: "UseBuckets", Effect: "Allow", Action, Resource }] };
}
