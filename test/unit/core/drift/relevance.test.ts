import { expect, test } from "@jest/globals";

import { relevanceOf } from "../../../../core/drift/relevance.ts";

test.each([
  ["what nobody of ours made", "ListenerSet", "foreign", [], "security"],
  ["a role that is gone", "Role", "missing", [], "security"],
  ["a quota's number", "ResourceQuota", "changed", ["spec.hard.pods"], "security"],
  ["a quota's annotation", "ResourceQuota", "changed", ["metadata.annotations.note"], "cosmetic"],
  [
    "the level of a namespace",
    "Namespace",
    "changed",
    ['metadata.labels["pod-security.kubernetes.io/enforce"]'],
    "security",
  ],
  ["whose a namespace is", "Namespace", "changed", ['metadata.labels["tenantry.dev/tenant"]'], "security"],
  ["whose a deployment is", "Deployment", "changed", ['metadata.labels["tenantry.dev/tenant"]'], "function"],
  ["a namespace's own label", "Namespace", "changed", ["metadata.labels.team"], "cosmetic"],
  ["a deployment's size", "Deployment", "changed", ["spec.replicas"], "function"],
  ["a deployment's rights", "Deployment", "changed", ["spec.template.spec.serviceAccountName"], "security"],
  ["a bucket that is gone", "aws:s3/bucket:Bucket", "missing", [], "function"],
  ["a bucket's tag", "aws:s3/bucket:Bucket", "changed", ["tags.Team"], "cosmetic"],
  ["a bucket's tag of ours", "aws:s3/bucket:Bucket", "changed", ["tags.tenantry:tenant"], "function"],
  ["a bucket's policy", "aws:s3/bucketPolicy:BucketPolicy", "changed", ["policy"], "security"],
  ["an open port", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "changed", ["toPort"], "security"],
  [
    "the words of an open port",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "changed",
    ["description"],
    "cosmetic",
  ],
  ["a database in the open", "aws:rds/instance:Instance", "changed", ["publiclyAccessible", "tags.Team"], "security"],
  ["a database's days of backups", "aws:rds/instance:Instance", "changed", ["backupRetentionPeriod"], "security"],
  ["a database's storage", "aws:rds/instance:Instance", "changed", ["allocatedStorage"], "function"],
  ["a change that no path is told of", "aws:ec2/vpc:Vpc", "changed", [], "function"],
] as const)("%s matters so much", (_what, kind, drift, paths, relevance) => {
  expect(relevanceOf({ kind, drift, paths: [...paths] })).toBe(relevance);
});
