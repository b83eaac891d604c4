import { describe, expect, test } from "@jest/globals";

import { InstanceRole, type InstanceRoleArgs } from "../../../../../components/iaas/machines/instanceRole.ts";
import { verdictOf } from "../../../../helpers/iamPolicy.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };
const boundary = "arn:aws:iam::111122223333:policy/acme";

function render(more: Partial<InstanceRoleArgs> = {}): Promise<RenderedComponent> {
  return renderComponent(() => {
    const { roleName, instanceProfileArn } = new InstanceRole("jobs", {
      roleName: "acme--web--machines--jobs",
      instanceProfileName: "acme--web--machines--jobs",
      accountId: "111122223333",
      region: "eu-central-1",
      parameterPath: "/tenantry/acme/web",
      permissionsBoundary: boundary,
      tags,
      ...more,
    });
    return { roleName, instanceProfileArn };
  });
}

const denyOtherParameters = {
  Sid: "DenyOtherParameters",
  Effect: "Deny",
  Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
  NotResource: [
    "arn:aws:ssm:eu-central-1::parameter/aws/*",
    "arn:aws:ssm:eu-central-1:111122223333:parameter/tenantry/acme/web/*",
  ],
};

function policyOf(rendered: RenderedComponent): unknown {
  return JSON.parse(inputsOf(rendered, "aws:iam/rolePolicy:RolePolicy")["policy"] as string);
}

describe("the role of machines", () => {
  test("is a bounded role for EC2 alone, managed by Systems Manager, in a profile", async () => {
    const rendered = await render();
    expect(treeOf(rendered)).toEqual([
      "aws:iam/instanceProfile:InstanceProfile jobs < jobs",
      "aws:iam/role:Role jobs < jobs",
      "aws:iam/rolePolicy:RolePolicy jobs < jobs",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment jobs-managed < jobs",
      "tenantry:iaas:InstanceRole jobs < tenantry-test",
    ]);
    const { assumeRolePolicy, ...role } = inputsOf(rendered, "aws:iam/role:Role");
    expect(role).toEqual({
      name: "acme--web--machines--jobs",
      description: "What the machines of one group may do",
      permissionsBoundary: boundary,
      tags,
    });
    expect(JSON.parse(assumeRolePolicy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    expect(inputsOf(rendered, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).toEqual({
      role: "acme--web--machines--jobs",
      policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    });
    expect(inputsOf(rendered, "aws:iam/instanceProfile:InstanceProfile")).toEqual({
      name: "acme--web--machines--jobs",
      role: "acme--web--machines--jobs",
      tags,
    });
    expect(rendered.outputs).toEqual({
      roleName: "acme--web--machines--jobs",
      instanceProfileArn: "arn:aws:test:::jobs",
    });
  });

  test("reads the parameters of its own subscription and of AWS, and writes no logs unless told where", async () => {
    const rendered = await render();
    expect(policyOf(rendered)).toEqual({ Version: "2012-10-17", Statement: [denyOtherParameters] });
    expect(inputsOf(rendered, "aws:iam/rolePolicy:RolePolicy")["role"]).toBe("acme--web--machines--jobs");
  });

  test("writes to the tenant's log group and to no other", async () => {
    const logGroupArn = "arn:aws:logs:eu-central-1:111122223333:log-group:/tenantry/acme/web";
    expect(policyOf(await render({ logGroupArn }))).toEqual({
      Version: "2012-10-17",
      Statement: [
        denyOtherParameters,
        {
          Sid: "WriteLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: `${logGroupArn}:*`,
        },
      ],
    });
  });

  test.each([
    [
      "of its own subscription",
      "arn:aws:ssm:eu-central-1:111122223333:parameter/tenantry/acme/web/password",
      "allowed",
    ],
    ["of AWS", "arn:aws:ssm:eu-central-1::parameter/aws/service/ami-amazon-linux-latest/al2023", "allowed"],
    ["of a neighbour", "arn:aws:ssm:eu-central-1:111122223333:parameter/tenantry/acme2/web/password", "denied"],
    [
      "of a subscription whose name begins alike",
      "arn:aws:ssm:eu-central-1:111122223333:parameter/tenantry/acme/web2/a",
      "denied",
    ],
    ["that an operator of the account keeps", "arn:aws:ssm:eu-central-1:111122223333:parameter/password", "denied"],
  ])("with AWS's managed policy, reading a parameter %s", async (_whose, resource, verdict) => {
    const { policy } = inputsOf(await render(), "aws:iam/rolePolicy:RolePolicy");
    const managed = { Statement: [{ Effect: "Allow", Action: "ssm:GetParameter", Resource: "*" }] };
    const documents = [policy as string, JSON.stringify(managed)];
    expect(verdictOf(documents, { action: "ssm:GetParameter", resource })).toBe(verdict);
  });
});
