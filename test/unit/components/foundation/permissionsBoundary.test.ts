import { beforeAll, describe, expect, test } from "@jest/globals";

import { PermissionsBoundary } from "../../../../components/foundation/permissionsBoundary.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | string[];
  readonly NotAction?: string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

let rendered: RenderedComponent;
let statements: Statement[];
beforeAll(async () => {
  rendered = await renderComponent(
    () =>
      new PermissionsBoundary("boundary", {
        policyName: "acme--boundary",
        accountId: "111122223333",
        region: "us-east-1",
        tags: { "tenantry:tenant": "acme" },
      }).arn,
  );
  const { policy } = inputsOf(rendered, "aws:iam/policy:Policy");
  ({ Statement: statements } = JSON.parse(policy as string) as { Statement: Statement[] });
});

/** What the policy says to one action: a Deny that matches wins, then any Allow. */
function verdict(action: string, context: { region?: string; resource?: string; boundary?: string } = {}): string {
  const { region = "us-east-1", resource = "anything", boundary = "" } = context;
  const values: Readonly<Record<string, string>> = {
    "aws:RequestedRegion": region,
    "iam:PermissionsBoundary": boundary,
  };
  const like = (pattern: string, text: string): boolean =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text);
  const matching = statements.filter(({ Action, NotAction, Resource, Condition }) => {
    const actions = Action === undefined ? undefined : [Action].flat();
    const named =
      actions?.some((pattern) => like(pattern, action)) ?? !NotAction?.some((pattern) => like(pattern, action));
    const conditions = Object.entries(Condition?.StringEquals ?? {});
    return named && like(Resource, resource) && conditions.every(([key, value]) => values[key] === value);
  });
  if (matching.some(({ Effect }) => Effect === "Deny")) return "denied";
  return matching.length > 0 ? "allowed" : "not allowed";
}

const self = "arn:aws:iam::111122223333:policy/acme--boundary";
const role = "arn:aws:iam::111122223333:role/app";

describe("a tenant's permissions boundary", () => {
  test("is one policy with the name and tags that it is given", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:iam/policy:Policy boundary < boundary",
      "tenantry:foundation:PermissionsBoundary boundary < tenantry-test",
    ]);
    const { policy, ...inputs } = inputsOf(rendered, "aws:iam/policy:Policy");
    expect(typeof policy).toBe("string");
    expect(inputs).toEqual({
      name: "acme--boundary",
      description: "The most that any role of the tenant can do",
      tags: { "tenantry:tenant": "acme" },
    });
  });

  test.each<[string, Parameters<typeof verdict>[1], string]>([
    ["s3:GetObject", {}, "allowed"],
    ["ec2:RunInstances", { region: "eu-west-1" }, "not allowed"],
    ["iam:CreateRole", { resource: role, boundary: self }, "allowed"],
    ["iam:CreateRole", { resource: role }, "not allowed"],
    ["iam:CreateRole", { resource: role, boundary: "arn:aws:iam::111122223333:policy/wider" }, "not allowed"],
    ["iam:PutRolePolicy", { resource: role }, "not allowed"],
    ["iam:PassRole", { resource: role }, "allowed"],
    ["iam:PassRole", { resource: "arn:aws:iam::999999999999:role/app" }, "not allowed"],
    ["iam:CreatePolicyVersion", { resource: self }, "denied"],
    ["iam:DeleteRolePermissionsBoundary", { resource: role }, "denied"],
    ["iam:CreateUser", {}, "denied"],
    ["iam:CreateAccessKey", {}, "denied"],
    ["organizations:LeaveOrganization", {}, "not allowed"],
    ["iam:UpdateAssumeRolePolicy", { resource: role }, "not allowed"],
  ])("says to %s with %j: %s", (action, context, expected) => {
    expect(verdict(action, context)).toBe(expected);
  });
});
