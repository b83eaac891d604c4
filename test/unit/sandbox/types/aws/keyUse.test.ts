import { describe, expect, test } from "@jest/globals";
import { letsUse } from "../../../../../sandbox/types/aws/keyUse.ts";

const role = "arn:aws:iam::000000000000:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling";
const user = {
  principal: role,
  context: { "kms:CallerAccount": "000000000000", "kms:GrantIsForAWSResource": "true", "aws:PrincipalArn": role },
};
const actions = ["kms:CreateGrant", "kms:GenerateDataKeyWithoutPlaintext"];

function isLet(...statements: object[]): boolean {
  return letsUse(JSON.stringify({ Version: "2012-10-17", Statement: statements }), actions, user);
}

const allow = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" };
const given = (operator: string, key: string, value: unknown) => ({
  ...allow,
  Condition: { [operator]: { [key]: value } },
});

describe("the policy of a key", () => {
  test.each<[string, object[]]>([
    ["allows everybody", [allow]],
    ["names the role", [{ ...allow, Principal: { AWS: [role] } }]],
    ["allows all actions, some by a pattern", [{ ...allow, Action: ["kms:creategrant", "kms:GenerateDataKey*"] }]],
    ["allows each action in a statement of its own", actions.map((Action) => ({ ...allow, Action }))],
    ["asks for the account", [given("StringEquals", "kms:CallerAccount", ["111122223333", "000000000000"])]],
    ["asks for a grant for AWS", [given("Bool", "kms:GrantIsForAWSResource", true)]],
    ["asks for the role by its ARN", [given("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/aws-service-role/*")]],
    ["asks for a tag if there is one", [given("StringEqualsIfExists", "aws:PrincipalTag/tenant", "acme")]],
    ["asks what is not known here", [given("IpAddress", "aws:SourceIp", "10.0.0.0/8")]],
    [
      "denies others",
      [allow, { ...allow, Effect: "Deny", Principal: { AWS: "arn:aws:iam::000000000000:role/other" } }],
    ],
  ])("lets in when it %s", (_what, statements) => {
    expect(isLet(...statements)).toBe(true);
  });

  test.each<[string, object[]]>([
    ["says nothing", []],
    ["leaves it to the account's own policies", [{ ...allow, Principal: { AWS: "arn:aws:iam::000000000000:root" } }]],
    ["allows another role", [{ ...allow, Principal: { AWS: "arn:aws:iam::000000000000:role/other" } }]],
    ["allows a part of it", [{ ...allow, Action: "kms:GenerateDataKey*" }]],
    ["asks for another account", [given("StringEquals", "kms:CallerAccount", "111122223333")]],
    ["asks for another service", [given("StringEquals", "kms:ViaService", "s3.eu-central-1.amazonaws.com")]],
    ["asks for a tag", [given("StringEquals", "aws:PrincipalTag/tenant", "acme")]],
    ["asks for another role", [given("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::000000000000:role/?")]],
    ["denies it", [allow, { ...allow, Effect: "Deny", Action: "kms:CreateGrant" }]],
  ])("does not when it %s", (_what, statements) => {
    expect(isLet(...statements)).toBe(false);
  });
});
