import { beforeAll, describe, expect, test } from "@jest/globals";

import { LogBucket, type LogBucketArgs } from "../../../../../components/iaas/storage/logBucket.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };
const bucket = "msp--acme--web--access--logs";

function render(more: Partial<LogBucketArgs> = {}, protection = protectionAccount()): Promise<RenderedComponent> {
  return renderComponent(() => {
    const args = {
      bucketName: bucket,
      retentionDays: 365,
      accountId: "111122223333",
      sourceBuckets: ["msp--acme--web--assets", "msp--acme--web--media"],
      tags,
      ...more,
    };
    const logs = new LogBucket("web-logs", args, protection.opts);
    return { arn: logs.arn, bucketName: logs.bucketName };
  });
}

const statementsOf = (rendered: RenderedComponent): unknown[] => {
  const { policy } = inputsOf(rendered, "aws:s3/bucketPolicy:BucketPolicy");
  return (JSON.parse(policy as string) as { Statement: unknown[] }).Statement;
};

const tlsOnly = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:test:::web-logs", "arn:aws:test:::web-logs/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

const loadBalancers = {
  Sid: "LoadBalancersWrite",
  Effect: "Allow",
  Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:test:::web-logs/load-balancers/AWSLogs/111122223333/*",
};

describe("a bucket for access logs", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("is the parent of everything that belongs to it, and records no requests of its own", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:s3/bucket:Bucket web-logs < web-logs",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration web-logs-lifecycle < web-logs",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls web-logs-ownership < web-logs",
      "aws:s3/bucketPolicy:BucketPolicy web-logs-policy < web-logs",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock web-logs-public-access < web-logs",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration web-logs-encryption < web-logs",
      "aws:s3/bucketVersioning:BucketVersioning web-logs-versioning < web-logs",
      "tenantry:iaas:LogBucket web-logs < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({ arn: "arn:aws:test:::web-logs", bucketName: bucket });
  });

  test("is closed to the public, and keeps every version", () => {
    expect(inputsOf(rendered, "aws:s3/bucket:Bucket")).toEqual({ bucket, forceDestroy: false, tags });
    expect(inputsOf(rendered, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")).toEqual({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(inputsOf(rendered, "aws:s3/bucketOwnershipControls:BucketOwnershipControls")).toEqual({
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    expect(inputsOf(rendered, "aws:s3/bucketVersioning:BucketVersioning")).toEqual({
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
  });

  test("is encrypted as load balancers can write", () => {
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(inputsOf(rendered, type)).toEqual({
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, blockedEncryptionTypes: ["SSE-C"] }],
    });
  });

  test("lets records go when the tier says, and what was deleted a week later", () => {
    expect(inputsOf(rendered, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")).toEqual({
      bucket,
      rules: [
        {
          id: "expiry",
          status: "Enabled",
          filter: {},
          expiration: { days: 365 },
          noncurrentVersionExpiration: { noncurrentDays: 7 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
  });

  test("is written to over TLS, for the subscription's own buckets and for load balancers of the account", () => {
    expect(inputsOf(rendered, "aws:s3/bucketPolicy:BucketPolicy")["bucket"]).toBe(bucket);
    expect(statementsOf(rendered)).toEqual([
      tlsOnly,
      {
        Sid: "BucketsWrite",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws:test:::web-logs/buckets/*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: {
            "aws:SourceArn": ["arn:aws:test:::msp--acme--web--assets", "arn:aws:test:::msp--acme--web--media"],
          },
        },
      },
      loadBalancers,
    ]);
  });

  test("is written to for load balancers alone where there are no buckets", async () => {
    expect(statementsOf(await render({ sourceBuckets: [] }))).toEqual([tlsOnly, loadBalancers]);
  });
});

test("the log bucket alone is protected, unless it is said not to be", async () => {
  const standing = protectionAccount();
  await render({}, standing);
  expect(standing.guarded).toEqual(["aws:s3/bucket:Bucket web-logs"]);
  const lifted = protectionAccount();
  await render({ protect: false }, lifted);
  expect(lifted.guarded).toEqual([]);
});
