import { describe, expect, test } from "@jest/globals";

import { bucketEncrypted as rule } from "../../../policies/rules/storage/bucketEncrypted.ts";
import { judged, resource } from "../../helpers/judge.ts";

const bucket = resource("aws:s3/bucket:Bucket", "assets", { bucket: "acme-assets" });
const encryption = (rules: unknown, name = "acme-assets") =>
  resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "encryption", {
    bucket: name,
    rules,
  });
const using = (sseAlgorithm: string) => [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }];

test.each(["aws:kms", "aws:kms:dsse"])("accepts %s", (algorithm) => {
  expect(judged(rule, bucket, encryption(using(algorithm)))).toEqual([]);
});

test.each([[using("AES256")], [[]], [undefined], [[{ bucketKeyEnabled: true }]]])("refuses %j", (rules) => {
  expect(judged(rule, bucket, encryption(rules))).toEqual([
    "assets rules.applyServerSideEncryptionByDefault.sseAlgorithm: rules.applyServerSideEncryptionByDefault.sseAlgorithm of the bucket's encryption should be a KMS algorithm.",
  ]);
});

test("does not take another bucket's encryption for this one's", () => {
  const expected = ["assets: The bucket should have a BucketServerSideEncryptionConfiguration."];
  expect(judged(rule, bucket, encryption(using("aws:kms"), "acme-other"))).toEqual(expected);
  expect(judged(rule, bucket)).toEqual(expected);
});

describe("a bucket that requests are recorded in", () => {
  const policy = (statement: object, name = "acme-assets") =>
    resource("aws:s3/bucketPolicy:BucketPolicy", "policy", {
      bucket: name,
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Action: "s3:PutObject", ...statement }] }),
    });
  const allow = (Service: string | string[]) => ({ Effect: "Allow", Principal: { Service } });
  const own = encryption(using("AES256"));

  test.each(["logging.s3.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com"])(
    "may be encrypted by S3's own keys, because %s knows no others",
    (service) => {
      expect(judged(rule, bucket, own, policy(allow(service)))).toEqual([]);
      expect(judged(rule, bucket, own, policy(allow(["other.amazonaws.com", service])))).toEqual([]);
      expect(judged(rule, bucket, policy(allow(service)))).toHaveLength(1);
    },
  );

  test.each([
    ["another service", policy(allow("cloudtrail.amazonaws.com"))],
    ["a denial", policy({ ...allow("logging.s3.amazonaws.com"), Effect: "Deny" })],
    ["everybody", policy({ Effect: "Allow", Principal: "*" })],
    ["another bucket's policy", policy(allow("logging.s3.amazonaws.com"), "acme-other")],
  ])("is not one by %s", (_what, other) => {
    expect(judged(rule, bucket, own, other)).toHaveLength(1);
  });
});
