import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  PermissionsBoundary,
  type PermissionsBoundaryArgs,
} from "../../../../components/foundation/permissionsBoundary.ts";
import { verdictOf, type PolicyRequest } from "../../../helpers/iamPolicy.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const render = (more: Partial<PermissionsBoundaryArgs>): Promise<RenderedComponent> =>
  renderComponent(
    () =>
      new PermissionsBoundary("boundary", {
        policyName: "acme--web--boundary",
        accountId: "111122223333",
        regions: ["us-east-1", "us-west-2"],
        isolation: "silo",
        tenantTag: { key: "tenantry:tenant", value: "acme" },
        bucketNamePrefix: "northwind--acme--",
        roleNamePrefix: "acme--",
        tags: { "tenantry:tenant": "acme" },
        ...more,
      }).arn,
  );
const policyOf = (rendered: RenderedComponent): string =>
  inputsOf(rendered, "aws:iam/policy:Policy")["policy"] as string;

/** The most characters, spaces not counted, that a managed policy has (IAM User Guide, "IAM and AWS STS quotas"). */
const largestPolicy = 6144;

const self = "arn:aws:iam::111122223333:policy/acme--web--boundary";
const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const inRegion = (context: PolicyRequest["context"] = {}) => ({ "aws:RequestedRegion": "us-east-1", ...context });
const asks = (action: string, more: Partial<PolicyRequest> = {}): PolicyRequest => ({
  action,
  resource: more.resource ?? "*",
  context: inRegion(more.context),
});
const bounded = (boundary: string) => ({ context: { "iam:PermissionsBoundary": boundary }, resource: roleArn("app") });

describe("a tenant's permissions boundary in an account of its own", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render({});
  });

  test("is one policy with the name and tags that it is given", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:iam/policy:Policy boundary < boundary",
      "tenantry:foundation:PermissionsBoundary boundary < tenantry-test",
    ]);
    const { policy, ...inputs } = inputsOf(rendered, "aws:iam/policy:Policy");
    expect((policy as string).length).toBeLessThan(largestPolicy);
    expect(inputs).toEqual({
      name: "acme--web--boundary",
      description: "The most that any role of the tenant can do",
      tags: { "tenantry:tenant": "acme" },
    });
  });

  test.each<[PolicyRequest, string]>([
    [asks("s3:GetObject"), "allowed"],
    [asks("lambda:CreateFunction"), "allowed"],
    [asks("sts:AssumeRole"), "allowed"],
    [asks("backup:CopyIntoBackupVault", { context: { "aws:RequestedRegion": "us-west-2" } }), "allowed"],
    [asks("ec2:RunInstances", { context: { "aws:RequestedRegion": "eu-west-1" } }), "not allowed"],
    [asks("iam:CreateRole", bounded(self)), "allowed"],
    [asks("iam:CreateRole", { resource: roleArn("app") }), "not allowed"],
    [asks("iam:CreateRole", bounded("arn:aws:iam::111122223333:policy/wider")), "not allowed"],
    [asks("iam:PutRolePolicy", { resource: roleArn("app") }), "not allowed"],
    [asks("iam:PassRole", { resource: roleArn("app") }), "allowed"],
    [asks("iam:PassRole", { resource: "arn:aws:iam::999999999999:role/app" }), "not allowed"],
    [asks("iam:ListRoles"), "allowed"],
    [asks("iam:CreatePolicyVersion", { resource: self }), "denied"],
    [asks("iam:DeleteRolePermissionsBoundary", { resource: roleArn("app") }), "denied"],
    [asks("iam:CreateUser"), "denied"],
    [asks("iam:CreateAccessKey"), "denied"],
    [asks("iam:UpdateAssumeRolePolicy", { resource: roleArn("app") }), "not allowed"],
    [asks("organizations:LeaveOrganization"), "not allowed"],
    [asks("account:CloseAccount"), "not allowed"],
    // Global services answer from us-east-1, and the boundary is the same wherever the cell is.
    [asks("budgets:ModifyBudget"), "not allowed"],
    [asks("cloudfront:CreateDistribution"), "not allowed"],
    [asks("route53:ChangeResourceRecordSets"), "not allowed"],
  ])("says to %j: %s", (request, expected) => {
    expect(verdictOf([policyOf(rendered)], request)).toBe(expected);
  });
});

describe("a tenant's permissions boundary in an account that tenants share", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render({ isolation: "bridge" });
  });
  const instance = "arn:aws:ec2:us-east-1:111122223333:instance/i-1";
  const tagged = (tenant: string) => ({ resource: instance, context: { "aws:ResourceTag/tenantry:tenant": tenant } });
  const tagging = (tenant: string) => ({ resource: instance, context: { "aws:RequestTag/tenantry:tenant": tenant } });
  const object = (bucket: string, account = "111122223333") => ({
    resource: `arn:aws:s3:::${bucket}/report.pdf`,
    context: { "s3:ResourceAccount": account },
  });

  test("is small enough", () => {
    expect(policyOf(rendered).length).toBeLessThan(largestPolicy);
  });

  test.each<[PolicyRequest, string]>([
    [asks("ec2:StopInstances", tagged("acme")), "allowed"],
    [asks("ec2:StopInstances", tagged("globex")), "denied"],
    [asks("ec2:StopInstances", { resource: instance }), "allowed"],
    [asks("ec2:StopInstances", { context: { "aws:RequestedRegion": "eu-west-1" } }), "not allowed"],
    [asks("ec2:CreateTags", tagging("acme")), "allowed"],
    [asks("ec2:CreateTags", tagging("globex")), "denied"],
    [asks("s3:GetObject", object("northwind--acme--web--assets")), "allowed"],
    [asks("s3:GetObject", object("northwind--globex--web--assets")), "denied"],
    [asks("s3:GetObject", object("northwind--acme-2--web--assets")), "denied"],
    [asks("s3:GetObject", object("aws-ssm-us-east-1", "888888888888")), "allowed"],
    [asks("s3:ListAllMyBuckets", { context: { "s3:ResourceAccount": "111122223333" } }), "allowed"],
    [asks("s3:PutAccountPublicAccessBlock", { context: { "s3:ResourceAccount": "111122223333" } }), "denied"],
    [asks("iam:PassRole", { resource: roleArn("acme--web--backup") }), "allowed"],
    [asks("iam:PassRole", { resource: roleArn("acme-2--web--backup") }), "not allowed"],
    [asks("iam:PassRole", { resource: roleArn("OrganizationAccountAccessRole") }), "not allowed"],
    [asks("iam:CreateRole", bounded(self)), "not allowed"],
    [asks("iam:PutRolePolicy", bounded(self)), "not allowed"],
    [asks("iam:ListRoles"), "not allowed"],
    [asks("iam:CreateUser"), "not allowed"],
    [asks("iam:CreatePolicyVersion", { resource: self }), "not allowed"],
    [asks("sts:AssumeRole", { resource: roleArn("acme--web--backup") }), "not allowed"],
    [asks("lambda:CreateFunction"), "not allowed"],
    [asks("budgets:ModifyBudget"), "not allowed"],
    [asks("ssmmessages:CreateDataChannel"), "allowed"],
  ])("says to %j: %s", (request, expected) => {
    expect(verdictOf([policyOf(rendered)], request)).toBe(expected);
  });
});
