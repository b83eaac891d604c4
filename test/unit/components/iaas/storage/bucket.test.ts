import { beforeAll, describe, expect, test } from "@jest/globals";

import { PrivateBucket, type PrivateBucketArgs } from "../../../../../components/iaas/storage/bucket.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const lifecycleType = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const policyType = "aws:s3/bucketPolicy:BucketPolicy";
const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";

function render(more: Partial<PrivateBucketArgs> = {}, protection = protectionAccount()): Promise<RenderedComponent> {
  return renderComponent(() => {
    const args = { bucketName: "msp--acme--assets", tags: { "tenantry:tenant": "acme" }, ...more };
    const bucket = new PrivateBucket("assets", args, protection.opts);
    return { arn: bucket.arn, bucketName: bucket.bucketName };
  });
}

const tlsOnly = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:test:::assets", "arn:aws:test:::assets/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const unfinishedUploads = {
  id: "unfinished-uploads",
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

describe("a private bucket", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:s3/bucket:Bucket assets < assets",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration assets-lifecycle < assets",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls assets-ownership < assets",
      "aws:s3/bucketPolicy:BucketPolicy assets-tls-only < assets",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock assets-public-access < assets",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration assets-encryption < assets",
      "aws:s3/bucketVersioning:BucketVersioning assets-versioning < assets",
      "tenantry:iaas:PrivateBucket assets < tenantry-test",
    ]);
  });

  test("has the name and tags that it is given, and is not emptied when it is destroyed", () => {
    expect(inputsOf(rendered, "aws:s3/bucket:Bucket")).toEqual({
      bucket: "msp--acme--assets",
      forceDestroy: false,
      tags: { "tenantry:tenant": "acme" },
    });
  });

  test("is closed to the public in every way", () => {
    expect(inputsOf(rendered, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toEqual({
      bucket: "msp--acme--assets",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputsOf(rendered, "aws:s3/bucketOwnershipControls:BucketOwnershipControls")).toEqual({
      bucket: "msp--acme--assets",
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  });

  test("is encrypted by KMS and keeps every version", () => {
    expect(inputsOf(rendered, encryptionType)).toEqual({
      bucket: "msp--acme--assets",
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    });
    expect(inputsOf(rendered, "aws:s3/bucketVersioning:BucketVersioning")).toEqual({
      bucket: "msp--acme--assets",
      versioningConfiguration: { status: "Enabled" },
    });
  });

  test("refuses requests without TLS, to the bucket and to what is in it", () => {
    const { bucket, policy } = inputsOf(rendered, policyType);
    expect(bucket).toBe("msp--acme--assets");
    expect(JSON.parse(policy as string)).toEqual({ Version: "2012-10-17", Statement: [tlsOnly] });
  });

  test("lets go of uploads that were never finished, and of nothing else", () => {
    expect(inputsOf(rendered, lifecycleType)).toEqual({ bucket: "msp--acme--assets", rules: [unfinishedUploads] });
  });

  test("tells its name and ARN", () => {
    expect(rendered.outputs).toEqual({ arn: "arn:aws:test:::assets", bucketName: "msp--acme--assets" });
  });
});

describe("a private bucket of a tier with more", () => {
  test("is encrypted by the tenant's key, and takes nothing that is to be encrypted by another", async () => {
    const rendered = await render({ keyArn });
    expect(inputsOf(rendered, encryptionType)["rules"]).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
    const otherKeys = {
      Sid: "DenyOtherKeys",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: "arn:aws:test:::assets/*",
      Condition: {
        Null: { "s3:x-amz-server-side-encryption": "false" },
        StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
      },
    };
    expect(JSON.parse(inputsOf(rendered, policyType)["policy"] as string)).toEqual({
      Version: "2012-10-17",
      Statement: [tlsOnly, otherKeys],
    });
  });

  test("lets go of old versions, and of the marks that deleted objects leave behind", async () => {
    const rendered = await render({ noncurrentDays: 90 });
    expect(inputsOf(rendered, lifecycleType)["rules"]).toEqual([
      unfinishedUploads,
      {
        id: "old-versions",
        status: "Enabled",
        filter: {},
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        expiration: { expiredObjectDeleteMarker: true },
      },
    ]);
  });

  test("has its requests recorded", async () => {
    const rendered = await render({ accessLogs: { bucketName: "logs", prefix: "buckets/assets/" } });
    expect(treeOf(rendered)).toHaveLength(9);
    expect(inputsOf(rendered, "aws:s3/bucketLogging:BucketLogging", "assets-logging")).toEqual({
      bucket: "msp--acme--assets",
      targetBucket: "logs",
      targetPrefix: "buckets/assets/",
    });
  });
});

test("the bucket alone is protected, unless it is said not to be", async () => {
  const standing = protectionAccount();
  await render({}, standing);
  expect(standing.guarded).toEqual(["aws:s3/bucket:Bucket assets"]);
  const lifted = protectionAccount();
  await render({ protect: false }, lifted);
  expect(lifted.guarded).toEqual([]);
});
