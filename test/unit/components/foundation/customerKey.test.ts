import { describe, expect, test } from "@jest/globals";

import { CustomerKey, type CustomerKeyArgs } from "../../../../components/foundation/customerKey.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const render = (more: Partial<CustomerKeyArgs> = {}): Promise<RenderedComponent> =>
  renderComponent(
    () =>
      new CustomerKey("key", {
        aliasName: "alias/acme--web",
        accountId: "111122223333",
        region: "eu-central-1",
        services: ["s3", "ec2"],
        logGroups: true,
        tags: { "tenantry:tenant": "acme" },
        ...more,
      }).arn,
  );

const statementsOf = (rendered: RenderedComponent): unknown[] => {
  const { policy } = inputsOf(rendered, "aws:kms/key:Key");
  return (JSON.parse(policy as string) as { Statement: unknown[] }).Statement;
};

const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
const administers = {
  Sid: "AccountAdministers",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("a tenant's own key", () => {
  test("rotates, is kept for thirty days when it is to go, and has an alias", async () => {
    const rendered = await render();
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
      tags: { "tenantry:tenant": "acme" },
    });
    expect(inputsOf(rendered, "aws:kms/alias:Alias")).toEqual({ name: "alias/acme--web", targetKeyId: "key-id" });
  });

  test("is used by the named services for its own account alone", async () => {
    expect(statementsOf(await render())).toEqual([
      administers,
      {
        Sid: "ServicesUse",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: use,
        Resource: "*",
        Condition: {
          StringEquals: {
            "kms:CallerAccount": "111122223333",
            "kms:ViaService": ["s3.eu-central-1.amazonaws.com", "ec2.eu-central-1.amazonaws.com"],
          },
        },
      },
      {
        Sid: "LogGroupsUse",
        Effect: "Allow",
        Principal: { Service: "logs.eu-central-1.amazonaws.com" },
        Action: use,
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111122223333:log-group:*" },
        },
      },
    ]);
  });

  test("is used by nobody else when no service is named", async () => {
    expect(statementsOf(await render({ services: [], logGroups: false }))).toEqual([administers]);
  });
});
