import { expect, test } from "@jest/globals";

import { bucketTlsOnly as rule } from "../../../policies/rules/storage/bucketTlsOnly.ts";
import { judged, resource } from "../../helpers/judge.ts";

const bucket = resource("aws:s3/bucket:Bucket", "assets", { bucket: "acme-assets" });
const policy = (document: unknown) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "acme-assets", policy: document });
const denial = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::acme-assets", "arn:aws:s3:::acme-assets/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const wrong = [
  "assets policy: policy of the bucket's policy should deny s3:* to everyone when aws:SecureTransport is false.",
];

test.each([
  ["a list of statements", [denial]],
  ["one statement", denial],
  ["a principal by kind", { ...denial, Principal: { AWS: "*" } }],
  ["all actions of AWS", { ...denial, Action: ["*"] }],
  ["a boolean", { ...denial, Condition: { Bool: { "aws:SecureTransport": false } } }],
])("accepts %s", (_what, Statement) => {
  expect(judged(rule, bucket, policy(JSON.stringify({ Statement })))).toEqual([]);
});

test.each([
  ["an allowance", { ...denial, Effect: "Allow" }],
  ["one principal", { ...denial, Principal: { AWS: "arn:aws:iam::111122223333:root" } }],
  ["one action", { ...denial, Action: "s3:GetObject" }],
  ["the bucket without its objects", { ...denial, Resource: "arn:aws:s3:::acme-assets" }],
  ["another bucket", { ...denial, Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] }],
  ["the opposite condition", { ...denial, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
  [
    "a further condition",
    { ...denial, Condition: { Bool: denial.Condition.Bool, StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
  ],
])("refuses %s", (_what, statement) => {
  expect(judged(rule, bucket, policy(JSON.stringify({ Statement: [statement] })))).toEqual(wrong);
});

test("refuses what is no JSON", () => {
  expect(judged(rule, bucket, policy("{"))).toEqual(wrong);
});

test("asks for a policy", () => {
  expect(judged(rule, bucket)).toEqual(["assets: The bucket should have a BucketPolicy."]);
});
