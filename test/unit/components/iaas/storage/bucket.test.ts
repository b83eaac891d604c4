import { beforeAll, describe, expect, test } from "@jest/globals";

import { PrivateBucket } from "../../../../../components/iaas/storage/bucket.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

describe("a private bucket", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await renderComponent(() => {
      const bucket = new PrivateBucket("assets", {
        bucketName: "msp--acme--assets",
        tags: { "tenantry:tenant": "acme" },
      });
      return { arn: bucket.arn, bucketName: bucket.bucketName };
    });
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:s3/bucket:Bucket assets < assets",
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
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(inputsOf(rendered, type)).toEqual({
      bucket: "msp--acme--assets",
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true }],
    });
    expect(inputsOf(rendered, "aws:s3/bucketVersioning:BucketVersioning")).toEqual({
      bucket: "msp--acme--assets",
      versioningConfiguration: { status: "Enabled" },
    });
  });

  test("refuses requests without TLS, to the bucket and to what is in it", () => {
    const { bucket, policy } = inputsOf(rendered, "aws:s3/bucketPolicy:BucketPolicy");
    expect(bucket).toBe("msp--acme--assets");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:test:::assets", "arn:aws:test:::assets/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  test("tells its name and ARN", () => {
    expect(rendered.outputs).toEqual({ arn: "arn:aws:test:::assets", bucketName: "msp--acme--assets" });
  });
});
