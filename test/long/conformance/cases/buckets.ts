/** Amazon S3: buckets and their settings. Bucket names are shared by all accounts, so each case has its own. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { document } from "../fixtures.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

const bucket = (aws: Account, name: string) => aws.create(BUCKET, { bucket: `conformance-${name}` });

const forEveryone = (name: string): string =>
  document({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${name}/*`, Principal: "*" });

/** A replication between two buckets, of which the first keeps versions or does not. */
const replication = async (aws: Account, name: string, isVersioned: boolean) => {
  const [source, replica] = [await bucket(aws, name), await bucket(aws, `${name}-replica`)];
  for (const { id } of isVersioned ? [source, replica] : [replica]) {
    await aws.create("aws:s3/bucketVersioning:BucketVersioning", {
      bucket: id,
      versioningConfiguration: { status: "Enabled" },
    });
  }
  const role = await aws.create("aws:iam/role:Role", {
    name: `conformance-${name}`,
    assumeRolePolicy: document({ Action: "sts:AssumeRole", Principal: { Service: "s3.amazonaws.com" } }),
  });
  const rule = {
    id: "all",
    status: "Enabled",
    priority: 1,
    filter: {},
    destination: { bucket: `arn:aws:s3:::${replica.id}` },
  };
  return () => aws.create(REPLICATION, { bucket: source.id, role: role.arn, rules: [rule] });
};

/** Cases of buckets. */
export const bucketCases: readonly Case[] = [
  accepted("s3:CreateBucket", "a bucket", (aws) => () => bucket(aws, "new")),
  refused("s3:CreateBucket", "BucketAlreadyOwnedByYou", "a name that the account has", async (aws) => {
    await bucket(aws, "taken");
    return () => bucket(aws, "taken");
  }),
  ...["Conformance-Upper", "a", "a".repeat(64)].map((name) =>
    refused(
      "s3:CreateBucket",
      "InvalidBucketName",
      `the name "${name}"`,
      (aws) => () => aws.create(BUCKET, { bucket: name }),
      { inPreview: "bucket" },
    ),
  ),
  accepted("s3:DeleteBucket", "a bucket with settings", async (aws) => {
    const made = await bucket(aws, "settings");
    await aws.create("aws:s3/bucketVersioning:BucketVersioning", {
      bucket: made.id,
      versioningConfiguration: { status: "Enabled" },
    });
    return () => aws.delete(made);
  }),
  accepted("s3:PutBucketOwnershipControls", "objects that belong to the bucket's owner", async (aws) => {
    const made = await bucket(aws, "ownership");
    return () =>
      aws.create("aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
        bucket: made.id,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      });
  }),
  refused(
    "s3:PutBucketVersioning",
    "NoSuchBucket",
    "a bucket that is not there",
    (aws) => () =>
      aws.create("aws:s3/bucketVersioning:BucketVersioning", {
        bucket: "conformance-nowhere",
        versioningConfiguration: { status: "Enabled" },
      }),
  ),
  accepted("s3:PutBucketEncryption", "encryption with a key", async (aws) => {
    const made = await bucket(aws, "encryption");
    const key = await aws.create("aws:kms/key:Key", {});
    return () =>
      aws.create("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket: made.id,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn } }],
      });
  }),
  accepted("s3:PutBucketPolicy", "a policy for everyone", async (aws) => {
    const made = await bucket(aws, "open");
    return () => aws.create(POLICY, { bucket: made.id, policy: forEveryone(made.id) });
  }),
  refused("s3:PutBucketPolicy", "AccessDenied", "a policy for everyone behind a public access block", async (aws) => {
    const made = await bucket(aws, "blocked");
    await aws.create("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
      bucket: made.id,
      blockPublicPolicy: true,
    });
    return () => aws.create(POLICY, { bucket: made.id, policy: forEveryone(made.id) });
  }),
  accepted("s3:PutBucketReplication", "a replication between buckets with versions", (aws) =>
    replication(aws, "replicated", true),
  ),
  refused("s3:PutBucketReplication", "InvalidRequest", "a replication of a bucket without versions", (aws) =>
    replication(aws, "unversioned", false),
  ),
  refused("s3:PutBucketPolicy", "MalformedPolicy", "a policy without statements", async (aws) => {
    const made = await bucket(aws, "policy");
    return () => aws.create(POLICY, { bucket: made.id, policy: JSON.stringify({ Version: "2012-10-17" }) });
  }),
  refused(
    "s3:PutBucketPolicy",
    "NoSuchBucket",
    "a bucket that is not there",
    (aws) => () => aws.create(POLICY, { bucket: "conformance-nowhere", policy: forEveryone("conformance-nowhere") }),
  ),
  refused(
    "s3:PutBucketEncryption",
    "NoSuchBucket",
    "a bucket that is not there",
    (aws) => () =>
      aws.create("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
        bucket: "conformance-nowhere",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      }),
  ),
  refused(
    "s3:PutPublicAccessBlock",
    "NoSuchBucket",
    "a bucket that is not there",
    (aws) => () =>
      aws.create("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
        bucket: "conformance-nowhere",
        blockPublicPolicy: true,
      }),
  ),
  accepted("s3:PutBucketLifecycleConfiguration", "objects that move, then end", async (aws) => {
    const made = await bucket(aws, "lifecycle");
    const rule = {
      id: "end",
      status: "Enabled",
      transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
      expiration: { days: 90 },
    };
    return () => aws.create(LIFECYCLE, { bucket: made.id, rules: [rule] });
  }),
  refused("s3:PutBucketLifecycleConfiguration", "InvalidArgument", "a move before 30 days", async (aws) => {
    const made = await bucket(aws, "early");
    const rule = { id: "early", status: "Enabled", transitions: [{ days: 10, storageClass: "STANDARD_IA" }] };
    return () => aws.create(LIFECYCLE, { bucket: made.id, rules: [rule] });
  }),
  refused("s3:PutBucketLifecycleConfiguration", "InvalidArgument", "an end before the move", async (aws) => {
    const made = await bucket(aws, "late");
    const rule = {
      id: "late",
      status: "Enabled",
      transitions: [{ days: 60, storageClass: "GLACIER" }],
      expiration: { days: 30 },
    };
    return () => aws.create(LIFECYCLE, { bucket: made.id, rules: [rule] });
  }),
  refused("s3:PutBucketLogging", "InvalidTargetBucketForLogging", "logs to a bucket that is not there", async (aws) => {
    const made = await bucket(aws, "logged");
    return () =>
      aws.create("aws:s3/bucketLogging:BucketLogging", {
        bucket: made.id,
        targetBucket: "conformance-nowhere",
        targetPrefix: "logs/",
      });
  }),
];
