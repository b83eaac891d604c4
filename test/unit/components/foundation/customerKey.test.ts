import { beforeAll, describe, expect, test } from "@jest/globals";

import { CustomerKey, type CustomerKeyArgs } from "../../../../components/foundation/customerKey.ts";
import { verdictOf, type PolicyRequest } from "../../../helpers/iamPolicy.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const render = (more: Partial<CustomerKeyArgs> = {}): Promise<RenderedComponent> =>
  renderComponent(
    () =>
      new CustomerKey("key", {
        aliasName: "alias/tenantry/acme/web",
        accountId: "111122223333",
        region: "eu-central-1",
        services: ["s3", "ec2"],
        logGroups: ["/tenantry/acme/web", "/tenantry/acme/web/*"],
        tenantTag: { key: "tenantry:tenant", value: "acme" },
        tags: { "tenantry:tenant": "acme" },
        ...more,
      }).arn,
  );

const policyOf = (rendered: RenderedComponent): string => inputsOf(rendered, "aws:kms/key:Key")["policy"] as string;
const sidsOf = (rendered: RenderedComponent): string[] =>
  (JSON.parse(policyOf(rendered)) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);

let rendered: RenderedComponent;
beforeAll(async () => {
  rendered = await render();
});

describe("a tenant's own key", () => {
  test("rotates, is kept for thirty days when it is to go, and has an alias", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:kms/alias:Alias key < key",
      "aws:kms/key:Key key < key",
      "tenantry:foundation:CustomerKey key < tenantry-test",
    ]);
    const { policy, ...inputs } = inputsOf(rendered, "aws:kms/key:Key");
    expect(typeof policy).toBe("string");
    expect(inputs).toEqual({
      description: "Encrypts what the tenant keeps",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      region: "eu-central-1",
      tags: { "tenantry:tenant": "acme" },
    });
    expect(inputsOf(rendered, "aws:kms/alias:Alias")).toEqual({
      name: "alias/tenantry/acme/web",
      targetKeyId: "key-id",
      region: "eu-central-1",
    });
  });

  test("lets services and log groups use it only where it is told so", async () => {
    expect(sidsOf(rendered)).toEqual([
      "AccountAdministers",
      "TenantUses",
      "TenantGrants",
      "AutoScalingUses",
      "AutoScalingGrants",
      "LogGroupsUse",
    ]);
    expect(sidsOf(await render({ services: ["s3"] }))).toEqual([
      "AccountAdministers",
      "TenantUses",
      "TenantGrants",
      "LogGroupsUse",
    ]);
    expect(sidsOf(await render({ services: [], logGroups: [] }))).toEqual(["AccountAdministers"]);
  });
});

describe("a tenant's own key says", () => {
  const account = { AWS: "arn:aws:iam::111122223333:root" };
  const role = { AWS: "arn:aws:iam::111122223333:role/acme--web--machines" };
  const tenants = { "kms:CallerAccount": "111122223333", "aws:PrincipalTag/tenantry:tenant": "acme" };
  const byS3 = { ...tenants, "kms:ViaService": "s3.eu-central-1.amazonaws.com" };
  const grant = { "kms:GrantIsForAWSResource": "true" };
  const autoScaling = {
    "kms:CallerAccount": "111122223333",
    "aws:PrincipalArn":
      "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  };
  const logs = { Service: "logs.eu-central-1.amazonaws.com" };
  const logsOf = (group: string) => ({
    "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-central-1:111122223333:log-group:${group}`,
  });

  test.each<[string, PolicyRequest, string]>([
    ["the account's administrators", { action: "kms:PutKeyPolicy", principal: account }, "allowed"],
    ["a role of the tenant through S3", { action: "kms:Decrypt", principal: role, context: byS3 }, "allowed"],
    ["a role of the tenant by itself", { action: "kms:Decrypt", principal: role, context: tenants }, "not allowed"],
    [
      "a role of the tenant through a service that is not named",
      {
        action: "kms:Decrypt",
        principal: role,
        context: { ...tenants, "kms:ViaService": "rds.eu-central-1.amazonaws.com" },
      },
      "not allowed",
    ],
    [
      "a role of the tenant through S3 of another region",
      {
        action: "kms:Decrypt",
        principal: role,
        context: { ...tenants, "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      },
      "not allowed",
    ],
    [
      "a neighbour's role in the same account",
      { action: "kms:Decrypt", principal: role, context: { ...byS3, "aws:PrincipalTag/tenantry:tenant": "globex" } },
      "not allowed",
    ],
    [
      "a role with the tenant's tag in another account",
      { action: "kms:Decrypt", principal: role, context: { ...byS3, "kms:CallerAccount": "999999999999" } },
      "not allowed",
    ],
    [
      "a role of the tenant that destroys",
      { action: "kms:ScheduleKeyDeletion", principal: role, context: byS3 },
      "not allowed",
    ],
    ["a grant for a volume", { action: "kms:CreateGrant", principal: role, context: { ...byS3, ...grant } }, "allowed"],
    ["a grant for anybody", { action: "kms:CreateGrant", principal: role, context: byS3 }, "not allowed"],
    [
      "Auto Scaling, in the name of its own role",
      { action: "kms:GenerateDataKeyWithoutPlaintext", principal: role, context: autoScaling },
      "allowed",
    ],
    [
      "a grant of Auto Scaling for a volume",
      { action: "kms:CreateGrant", principal: role, context: { ...autoScaling, ...grant } },
      "allowed",
    ],
    ["any grant of Auto Scaling", { action: "kms:CreateGrant", principal: role, context: autoScaling }, "not allowed"],
    [
      "a role that is only named like Auto Scaling's",
      {
        action: "kms:Decrypt",
        principal: role,
        context: { ...autoScaling, "aws:PrincipalArn": "arn:aws:iam::111122223333:role/AWSServiceRoleForAutoScaling" },
      },
      "not allowed",
    ],
    [
      "the tenant's log group",
      { action: "kms:Encrypt", principal: logs, context: logsOf("/tenantry/acme/web/flows") },
      "allowed",
    ],
    [
      "another tenant's log group",
      { action: "kms:Encrypt", principal: logs, context: logsOf("/tenantry/globex/web") },
      "not allowed",
    ],
    [
      "another subscription's log group",
      { action: "kms:Encrypt", principal: logs, context: logsOf("/tenantry/acme/web-2") },
      "not allowed",
    ],
  ])("to %s: %j: %s", (_who, request, expected) => {
    expect(verdictOf([policyOf(rendered)], request)).toBe(expected);
  });
});
