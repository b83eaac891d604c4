import { beforeAll, describe, expect, test } from "@jest/globals";

import { PermissionsBoundary } from "../../../../../components/foundation/permissionsBoundary.ts";
import { planFoundation } from "../../../../../components/foundation/plan.ts";
import { accessRoles, type AccessRole } from "../../../../../components/iaas/access/order.ts";
import { planAccess, type AccessSurroundings } from "../../../../../components/iaas/access/plan.ts";
import { rolePolicy } from "../../../../../components/iaas/access/rolePolicy.ts";
import { boundedVerdict, type PolicyRequest } from "../../../../helpers/iamPolicy.ts";
import { partContext } from "../../../../helpers/partContext.ts";
import { inputsOf, renderComponent } from "../../../../helpers/renderComponent.ts";

/** The most characters of all policies that stand in a role (IAM User Guide, "IAM and AWS STS quotas"). */
const largestInline = 10_240;

const externalId = "6f1c7a52-0d3e-4b8f-9c55-1e2d3a4b5c6d";
const policyOf = (
  role: AccessRole,
  surroundings: AccessSurroundings = {
    recordsBucketName: "northwind--acme--web--records",
    restoreRoleName: "acme--web--restore",
  },
): string => {
  const access = { principal: { type: "account", accountId: "444455556666", externalId } as const, roles: [role] };
  const { plan } = planAccess(partContext(), { access }, { accessRoles: [role] }, surroundings);
  if (plan === undefined) throw new Error("the order is right");
  return JSON.stringify(rolePolicy(role, plan.own));
};

let boundary: string;
beforeAll(async () => {
  const rendered = await renderComponent(() => {
    const foundation = planFoundation(partContext(), { dedicatedKey: true }, undefined).plan;
    const { accountId, ownTags } = foundation;
    return new PermissionsBoundary("b", { ...foundation.boundary, accountId, tenantTag: ownTags.tenant, tags: {} }).arn;
  });
  boundary = inputsOf(rendered, "aws:iam/policy:Policy")["policy"] as string;
});

const here = "eu-central-1:000000000000";
const tagsOf = (tenant: string, subscription = "web", key = "aws:ResourceTag") => ({
  [`${key}/tenantry:tenant`]: tenant,
  [`${key}/tenantry:subscription`]: subscription,
});
const ask = (action: string, resource: string, context: Record<string, string> = {}): PolicyRequest => ({
  action,
  resource,
  context: { "aws:RequestedRegion": "eu-central-1", ...context },
});
const s3 = (action: string, bucket: string, object = ""): PolicyRequest =>
  ask(`s3:${action}`, `arn:aws:s3:::${bucket}${object}`, { "s3:ResourceAccount": "000000000000" });
const logs = (action: string, group: string): PolicyRequest =>
  ask(`logs:${action}`, `arn:aws:logs:${here}:log-group:${group}:*`);
const rds = (action: string, name: string): PolicyRequest => ask(`rds:${action}`, `arn:aws:rds:${here}:${name}`);
const tagged = (action: string, resource: string, ...whose: Parameters<typeof tagsOf>): PolicyRequest =>
  ask(action, resource, tagsOf(...whose));
const instance = `arn:aws:ec2:${here}:instance/i-1`;
const session = (tenant: string, context: Record<string, string> = {}): PolicyRequest => ({
  ...ask("ssm:StartSession", instance, { ...tagsOf(tenant, "web", "ssm:resourceTag"), ...tagsOf(tenant) }),
  ...context,
});
const byDocument = (name: string): PolicyRequest =>
  ask("ssm:StartSession", `arn:aws:ssm:${name}`, { "ssm:SessionDocumentAccessCheck": "true" });
const ending = (owner: string): PolicyRequest =>
  ask("ssm:TerminateSession", `arn:aws:ssm:${here}:session/jo-1`, {
    "aws:userid": "AROA1:jo",
    "ssm:resourceTag/aws:ssmmessages:session-id": owner,
  });
const secretOf = (database: string): PolicyRequest =>
  ask("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${here}:secret:rds!db-1-abcdef`, {
    "aws:ResourceTag/aws:rds:primaryDBInstanceArn": `arn:aws:rds:${here}:db:${database}`,
  });
const group = `arn:aws:autoscaling:${here}:autoScalingGroup:1:autoScalingGroupName/acme--web--app`;
const vault = `arn:aws:backup:${here}:backup-vault:acme--web`;
const recoveryPoint = `arn:aws:backup:${here}:recovery-point:1`;
const fileSystem = `arn:aws:elasticfilesystem:${here}:file-system/fs-1`;
const passing = (name: string, service = "backup.amazonaws.com"): PolicyRequest =>
  ask("iam:PassRole", `arn:aws:iam::000000000000:role/${name}`, { "iam:PassedToService": service });

/** Each line is a request and the lowest role that may; `-` where none may. */
const expectations: readonly (readonly [PolicyRequest, AccessRole | "-"])[] = [
  [s3("GetObject", "northwind--acme--web--assets", "/a"), "read-only"],
  [s3("ListBucket", "northwind--acme--web--assets"), "read-only"],
  [s3("PutObject", "northwind--acme--web--assets", "/a"), "operator"],
  [s3("DeleteObject", "northwind--acme--web--assets", "/a"), "operator"],
  [s3("PutBucketPolicy", "northwind--acme--web--assets"), "admin"],
  [s3("DeleteObjectVersion", "northwind--acme--web--assets", "/a"), "admin"],
  [s3("DeleteBucket", "northwind--acme--web--assets"), "-"],
  [s3("PutBucketPublicAccessBlock", "northwind--acme--web--assets"), "-"],
  [s3("PutBucketVersioning", "northwind--acme--web--assets"), "-"],
  [s3("GetObject", "northwind--acme--web--records", "/a"), "read-only"],
  [s3("PutObject", "northwind--acme--web--records", "/a"), "-"],
  [s3("DeleteObjectVersion", "northwind--acme--web--records", "/a"), "-"],
  [s3("PutLifecycleConfiguration", "northwind--acme--web--records"), "-"],
  [s3("GetObject", "northwind--globex--web--assets", "/a"), "-"],
  [s3("GetObject", "northwind--acme-2--web--assets", "/a"), "-"],
  [s3("GetObject", "northwind--acme--web-2--assets", "/a"), "-"],
  [ask("s3:ListAllMyBuckets", "*", { "s3:ResourceAccount": "000000000000" }), "-"],
  [logs("FilterLogEvents", "/tenantry/acme/web"), "read-only"],
  [logs("GetLogEvents", "/tenantry/acme/web/flows"), "read-only"],
  [logs("StartQuery", "/aws/rds/instance/acme-0-web-0-main/postgresql"), "read-only"],
  [logs("FilterLogEvents", "/tenantry/globex/web"), "-"],
  [logs("FilterLogEvents", "/tenantry/acme/web-2"), "-"],
  [logs("FilterLogEvents", "/aws/rds/instance/globex-0-web-0-main/postgresql"), "-"],
  [logs("DeleteLogGroup", "/tenantry/acme/web"), "-"],
  [ask("logs:DescribeLogGroups", "*"), "-"],
  [rds("DescribeDBInstances", "db:acme-0-web-0-main"), "read-only"],
  [rds("DescribeDBSnapshots", "snapshot:rds:acme-0-web-0-main-2026-11-25"), "read-only"],
  [rds("RebootDBInstance", "db:acme-0-web-0-main"), "operator"],
  [rds("RebootDBInstance", "db:globex-0-web-0-main"), "-"],
  [rds("DescribeDBInstances", "db:*"), "-"],
  [rds("ModifyDBInstance", "db:acme-0-web-0-main"), "-"],
  [rds("DeleteDBInstance", "db:acme-0-web-0-main"), "-"],
  [tagged("elasticfilesystem:DescribeFileSystems", fileSystem, "acme"), "read-only"],
  [tagged("elasticfilesystem:DescribeFileSystems", fileSystem, "globex"), "-"],
  [ask("elasticfilesystem:DescribeFileSystems", fileSystem), "-"],
  [tagged("backup:ListRecoveryPointsByBackupVault", vault, "acme"), "read-only"],
  [tagged("backup:ListRecoveryPointsByBackupVault", vault, "globex"), "-"],
  [tagged("backup:StartRestoreJob", recoveryPoint, "acme"), "admin"],
  [tagged("backup:StartRestoreJob", recoveryPoint, "globex"), "-"],
  [tagged("backup:DeleteRecoveryPoint", recoveryPoint, "acme"), "-"],
  [ask("backup:ListBackupJobs", "*"), "-"],
  [passing("acme--web--restore"), "admin"],
  [passing("acme--web--restore", "ec2.amazonaws.com"), "-"],
  [passing("acme--web--backup"), "-"],
  [passing("globex--web--restore"), "-"],
  [session("acme"), "operator"],
  [session("globex"), "-"],
  [ask("ssm:StartSession", instance), "-"],
  [tagged("ssm:StartSession", instance, "acme", "web-2", "ssm:resourceTag"), "-"],
  [byDocument(`${here}:document/SSM-SessionManagerRunShell`), "operator"],
  [byDocument("eu-central-1::document/AWS-StartPortForwardingSession"), "operator"],
  [byDocument(`${here}:document/Other`), "-"],
  [ending("AROA1:jo"), "operator"],
  [ending("AROA1:al"), "-"],
  [ask("ssm:SendCommand", instance, tagsOf("acme")), "-"],
  [tagged("ec2:StopInstances", instance, "acme"), "operator"],
  [tagged("ec2:StopInstances", instance, "acme", "web-2"), "-"],
  [tagged("ec2:StopInstances", instance, "globex"), "-"],
  [tagged("ec2:TerminateInstances", instance, "acme"), "-"],
  [{ ...tagged("ec2:StopInstances", instance, "acme"), context: tagsOf("acme") }, "-"],
  [ask("ec2:DescribeInstances", "*"), "-"],
  [tagged("autoscaling:SetDesiredCapacity", group, "acme"), "operator"],
  [tagged("autoscaling:SetDesiredCapacity", group, "globex"), "-"],
  [tagged("autoscaling:UpdateAutoScalingGroup", group, "acme"), "-"],
  [secretOf("acme-0-web-0-main"), "admin"],
  [secretOf("globex-0-web-0-main"), "-"],
  [secretOf("acme-2-0-web-0-main"), "-"],
  [ask("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${here}:secret:rds!db-1-abcdef`), "-"],
  [ask("iam:CreateRole", "arn:aws:iam::000000000000:role/acme--web--x"), "-"],
  [ask("iam:ListRoles", "*"), "-"],
  [ask("kms:ScheduleKeyDeletion", `arn:aws:kms:${here}:key/1`), "-"],
  [ask("tag:GetResources", "*"), "-"],
  [ask("cloudwatch:GetMetricData", "*"), "-"],
];

describe("within the boundary of a shared account", () => {
  const rank = (role: AccessRole | "-"): number => (role === "-" ? accessRoles.length : accessRoles.indexOf(role));

  test.each(expectations)("%j is for %s and those above", (request, lowest) => {
    for (const role of accessRoles) {
      const verdict = boundedVerdict([policyOf(role)], boundary, request);
      expect([role, verdict === "allowed"]).toEqual([role, rank(role) >= rank(lowest)]);
    }
  });

  test("a role's policy is small enough", () => {
    expect(policyOf("admin").length).toBeLessThan(largestInline);
  });

  test("an admin without access logs and backups has neither denial nor restores", () => {
    const policy = JSON.parse(policyOf("admin", {})) as { Statement: { Sid: string }[] };
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(sids.filter((sid) => /Records|Restore/.test(sid))).toEqual([]);
    expect(sids).toContain("ConfigureBuckets");
  });
});
