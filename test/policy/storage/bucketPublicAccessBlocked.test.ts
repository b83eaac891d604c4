import { expect, test } from "@jest/globals";

import { bucketPublicAccessBlocked as rule } from "../../../policies/rules/storage/bucketPublicAccessBlocked.ts";
import { judged, resource } from "../../helpers/judge.ts";

const bucket = resource("aws:s3/bucket:Bucket", "assets", { bucket: "acme-assets" });
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const block = (inputs: object) =>
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: "acme-assets", ...inputs });

test("accepts a bucket with all four settings true", () => {
  expect(judged(rule, bucket, block(all))).toEqual([]);
});

test.each(Object.keys(all))("asks for %s", (setting) => {
  const expected = [`assets ${setting}: ${setting} of the bucket's public access block should be true.`];
  expect(judged(rule, bucket, block({ ...all, [setting]: false }))).toEqual(expected);
  expect(judged(rule, bucket, block({ ...all, [setting]: undefined }))).toEqual(expected);
});

test("does not take another bucket's block for this one's", () => {
  const expected = ["assets: The bucket should have a BucketPublicAccessBlock."];
  expect(judged(rule, bucket, block({ ...all, bucket: "acme-other" }))).toEqual(expected);
  expect(judged(rule, bucket)).toEqual(expected);
});
