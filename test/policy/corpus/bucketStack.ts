import { resource } from "../../helpers/judge.ts";
import { document, tagged } from "./awsStack.ts";

/** Denies a bucket to whoever comes without TLS. */
export const tlsOnly = (bucket: string) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

/** What a public access block has. */
export const settings = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** A bucket with everything that a bucket should have. */
export const bucket = (name: string, byDefault: object = { sseAlgorithm: "aws:kms" }, ...statements: object[]) => [
  tagged("aws:s3/bucket:Bucket", name, { bucket: `acme-${name}`, forceDestroy: false }),
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", `${name}-access`, {
    bucket: `acme-${name}`,
    ...Object.fromEntries(settings.map((setting) => [setting, true])),
  }),
  resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", `${name}-ownership`, {
    bucket: `acme-${name}`,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  }),
  resource("aws:s3/bucketVersioning:BucketVersioning", `${name}-versioning`, {
    bucket: `acme-${name}`,
    versioningConfiguration: { status: "Enabled" },
  }),
  resource(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    `${name}-encryption`,
    {
      bucket: `acme-${name}`,
      rules: [{ applyServerSideEncryptionByDefault: byDefault, blockedEncryptionTypes: ["SSE-C"] }],
    },
  ),
  resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", `${name}-lifecycle`, {
    bucket: `acme-${name}`,
    rules: [{ id: "ends", status: "Enabled", filter: {}, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
  }),
  resource("aws:s3/bucketPolicy:BucketPolicy", `${name}-policy`, {
    bucket: `acme-${name}`,
    policy: document(tlsOnly(`acme-${name}`), ...statements),
  }),
];
