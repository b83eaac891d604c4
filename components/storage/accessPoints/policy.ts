import type { AccessPointPlan } from "./plan.ts";

const reading = ["s3:GetObject", "s3:GetObjectTagging", "s3:GetObjectVersion"];
const listing = ["s3:ListBucket", "s3:ListBucketVersions"];
const writing = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging"];

/**
 * Who may do what by an access point: its roles alone, what their rights are, below its prefix, with TLS. How its objects are named:
 * Amazon S3 User Guide, "Configuring IAM policies for using access points".
 */
export function accessPointPolicy({ arn, prefix, readerArns, writerArns }: AccessPointPlan): object {
  const objects = `${arn}/object/${prefix ?? ""}*`;
  const all = { AWS: [...readerArns, ...writerArns] };
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "Read", Effect: "Allow", Principal: all, Action: reading, Resource: objects },
      {
        Sid: "List",
        Effect: "Allow",
        Principal: all,
        Action: listing,
        Resource: arn,
        ...(prefix !== undefined && { Condition: { StringLike: { "s3:prefix": `${prefix}*` } } }),
      },
      ...(writerArns.length === 0
        ? []
        : [{ Sid: "Write", Effect: "Allow", Principal: { AWS: writerArns }, Action: writing, Resource: objects }]),
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [arn, `${arn}/object/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}

/**
 * By which a bucket's policy leaves to its access points who may do what through them, and to no other (Amazon S3 User Guide,
 * "Delegating access control to access points").
 */
export function throughAccessPoints(bucketArn: string, accessPointArns: readonly string[]): object {
  return {
    Sid: "ThroughAccessPoints",
    Effect: "Allow",
    Principal: "*",
    Action: [...reading, ...listing, ...writing],
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { StringEquals: { "s3:DataAccessPointArn": accessPointArns } },
  };
}
