/** What replication goes from and to. */
export interface ReplicationEnds {
  /** Names on S3, of buckets and their replicas. */
  readonly buckets: readonly { readonly bucketName: string; readonly replicaBucketName: string }[];
  /** The region that the buckets lie in. */
  readonly region: string;
  /** The region that the replicas lie in. */
  readonly replicaRegion: string;
  readonly keyArn: string;
  readonly replicaKeyArn: string;
}

/**
 * What S3 may do to replicate (Amazon S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects"):
 * read what is in the buckets, write into their replicas, and use the key of either region through S3.
 */
export function replicationPolicy({ buckets, region, replicaRegion, keyArn, replicaKeyArn }: ReplicationEnds): object {
  const sources = buckets.map(({ bucketName }) => `arn:aws:s3:::${bucketName}`);
  const replicas = buckets.map(({ replicaBucketName }) => `arn:aws:s3:::${replicaBucketName}`);
  const through = (where: string) => ({ StringEquals: { "kms:ViaService": `s3.${where}.amazonaws.com` } });
  const statements = [
    { Sid: "FindObjects", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: sources },
    {
      Sid: "ReadObjects",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: sources.map((arn) => `${arn}/*`),
    },
    {
      Sid: "WriteReplicas",
      Action: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
      Resource: replicas.map((arn) => `${arn}/*`),
    },
    { Sid: "Decrypt", Action: "kms:Decrypt", Resource: keyArn, Condition: through(region) },
    {
      Sid: "Encrypt",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: replicaKeyArn,
      Condition: through(replicaRegion),
    },
  ];
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ Sid, ...rest }) => ({ Sid, Effect: "Allow", ...rest })),
  };
}

/** S3 alone takes the role, for buckets of the account (Amazon S3 User Guide, "Setting up permissions for live replication"). */
export function replicationTrust(accountId: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Replicate",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}
