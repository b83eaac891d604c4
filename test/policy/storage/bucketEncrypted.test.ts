import { expect, test } from "@jest/globals";

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
