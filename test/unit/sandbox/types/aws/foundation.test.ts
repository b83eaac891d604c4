import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const ROLE = "aws:iam/role:Role";
const POLICY = "aws:iam/policy:Policy";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const BUDGET = "aws:budgets/budget:Budget";
const GROUP = "aws:resourcegroups/group:Group";
const KEY = "aws:kms/key:Key";

function document(statement: Properties): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

const trust = document({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" });
const allow = document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });

let aws: SimulatedAws;
beforeEach(async () => {
  aws = await SimulatedAws.start();
});
afterEach(() => {
  aws.remove();
});

function role(inputs: Properties = {}): Promise<Made> {
  return aws.create(ROLE, { name: "Acme-Web", assumeRolePolicy: trust, ...inputs });
}

describe("roles", () => {
  test("look like the real ones", async () => {
    expect((await role({ path: "/tenants/" })).outputs).toMatchObject({
      name: "Acme-Web",
      arn: "arn:aws:iam::000000000000:role/tenants/Acme-Web",
      createDate: "2026-01-01T00:00:00.000Z",
      uniqueId: expect.stringMatching(/^AROA[0-9A-F]{17}$/) as unknown,
      maxSessionDuration: 3600,
    });
  });

  test("have a name once in an account, in whatever case and region, and are found from every region", async () => {
    const made = await role();
    await aws.configure({ region: "eu-west-1" });
    await expect(role({ name: "acme-web" })).rejects.toThrow(
      "EntityAlreadyExists: Role with name acme-web already exists.",
    );
    const profile = await aws.create(PROFILE, { role: made.id });
    await expect(aws.delete(made)).rejects.toThrow(
      `DeleteConflict: Cannot delete entity Acme-Web, must remove roles from instance profile first: ${profile.id}`,
    );
    await aws.delete(profile);
    await aws.delete(made);
    expect(aws.count()).toBe(0);
  });

  test("keep until their policies are gone, and policies until they are detached", async () => {
    const made = await role();
    const policy = await aws.create(POLICY, { name: "read", policy: allow });
    expect(policy.id).toBe("arn:aws:iam::000000000000:policy/read");
    const attached = await aws.create(ATTACHMENT, { role: made.id, policyArn: policy.id });
    await aws.create(ATTACHMENT, { role: made.id, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" });
    await expect(aws.delete(policy)).rejects.toThrow("DeleteConflict: Cannot delete a policy attached to entities");
    await expect(aws.delete(made)).rejects.toThrow("must detach all policies first");
    await aws.create(ROLE_POLICY, { role: made.id, name: "own", policy: allow });
    await expect(aws.delete(made)).rejects.toThrow("must delete policies first");
    await aws.delete(attached);
    await aws.delete(policy);
    await aws.delete(await aws.update(made, { forceDetachPolicies: true }));
    expect(aws.count()).toBe(0);
  });

  test("need a boundary that exists, which then stays", async () => {
    const permissionsBoundary = "arn:aws:iam::000000000000:policy/boundary";
    await expect(role({ permissionsBoundary })).rejects.toThrow(
      `NoSuchEntity: Policy ${permissionsBoundary} does not exist or is not attachable.`,
    );
    const boundary = await aws.create(POLICY, { name: "boundary", policy: allow });
    await role({ permissionsBoundary });
    await expect(aws.delete(boundary)).rejects.toThrow("DeleteConflict");
    expect(aws.replaces(boundary, { policy: trust })).toEqual([]);
    expect(aws.replaces(boundary, { path: "/x/" })).toEqual(["path"]);
  });

  test("trust roles of the account only when they exist", async () => {
    const principal = "arn:aws:iam::000000000000:role/nobody";
    const assumeRolePolicy = document({ Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole" });
    await expect(role({ assumeRolePolicy })).rejects.toThrow(
      `MalformedPolicyDocument: Invalid principal in policy: "AWS":"${principal}"`,
    );
  });

  test("so many as the account may have, and so many policies", async () => {
    aws.settings({ limits: { rolesPerAccount: 1, managedPoliciesPerRole: 1 } });
    const made = await role();
    await expect(role({ name: "second" })).rejects.toThrow("LimitExceeded: Cannot exceed quota for RolesPerAccount");
    await aws.create(ATTACHMENT, { role: made.id, policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    await expect(
      aws.create(ATTACHMENT, { role: made.id, policyArn: "arn:aws:iam::aws:policy/PowerUserAccess" }),
    ).rejects.toThrow("LimitExceeded: Cannot exceed quota for PoliciesPerRole");
  });

  test("a policy has a size", async () => {
    const big = document({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"x".repeat(6144)}` });
    await expect(aws.create(POLICY, { policy: big })).rejects.toThrow(
      "LimitExceeded: Cannot exceed quota for PolicySize: 6144",
    );
    const made = await role();
    await aws.create(ROLE_POLICY, { role: made.id, name: "one", policy: big });
    await expect(aws.create(ROLE_POLICY, { role: made.id, name: "two", policy: big })).rejects.toThrow(
      "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role Acme-Web",
    );
  });

  test.each<[Properties, string]>([
    [{ assumeRolePolicy: "{" }, "assumeRolePolicy contains an invalid JSON policy: "],
    [{ assumeRolePolicy: "{}" }, 'assumeRolePolicy is no valid policy: Version is null, but must be "2012-10-17"'],
    [{ assumeRolePolicy: allow }, "assumeRolePolicy is no valid policy: Statement 0 needs a Principal"],
    [{ name: "a b" }, 'name is "a b", but must be letters, digits and +=,.@_-'],
    [{ name: "x".repeat(65) }, "at most 64 characters long"],
    [{ maxSessionDuration: 60 }, "maxSessionDuration is 60, but must be a whole number from 3600 to 43200"],
    [{ path: "tenants" }, 'path is "tenants", but must be a path that begins and ends with a slash'],
    [
      { tags: { owner: "me & you" } },
      'tags["owner"] is "me & you", but only letters, digits, spaces and _ . : / = + - @ are allowed',
    ],
  ])("check %j", (inputs, problem) => {
    expect(aws.problems(ROLE, { assumeRolePolicy: trust, ...inputs }).join("\n")).toContain(problem);
  });
});

describe("log groups", () => {
  test("keep logs as long as AWS offers, and go only unprotected", async () => {
    const arn = "arn:aws:kms:eu-central-1:000000000000:key/1";
    await expect(aws.create(LOG_GROUP, { name: "/acme", kmsKeyId: arn })).rejects.toThrow("InvalidParameterException");
    const group = await aws.create(LOG_GROUP, { name: "/acme", retentionInDays: 30, deletionProtectionEnabled: true });
    expect(group.outputs["arn"]).toBe("arn:aws:logs:eu-central-1:000000000000:log-group:/acme");
    await expect(aws.create(LOG_GROUP, { name: "/acme" })).rejects.toThrow("ResourceAlreadyExistsException");
    await expect(aws.delete(group)).rejects.toThrow(
      "ValidationException: Cannot delete log group with deletion protection enabled. Disable deletion protection first.",
    );
    await aws.delete(await aws.update(group, { deletionProtectionEnabled: false }));
    expect(aws.count()).toBe(0);
    expect(aws.problems(LOG_GROUP, { name: "a b", retentionInDays: 31 })).toEqual([
      'name is "a b", but must be 1 to 512 of letters, digits and .-_/#',
      expect.stringMatching(/^retentionInDays is 31, but must be one of 0, 1, 3, 5, 7, /),
    ]);
  });

  test("outlive their resource with skipDestroy", async () => {
    await aws.delete(await aws.create(LOG_GROUP, { name: "kept", skipDestroy: true }));
    expect(aws.count()).toBe(1);
  });
});

describe("budgets", () => {
  const budget = { name: "acme", budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "100", limitUnit: "USD" };
  const alarm = {
    comparisonOperator: "GREATER_THAN",
    notificationType: "ACTUAL",
    threshold: 80,
    thresholdType: "PERCENTAGE",
  };

  test("have a name once in an account", async () => {
    const made = await aws.create(BUDGET, {
      ...budget,
      notifications: [{ ...alarm, subscriberEmailAddresses: ["ops@acme.example"] }],
    });
    expect(made.outputs).toMatchObject({
      accountId: "000000000000",
      arn: "arn:aws:budgets::000000000000:budget/acme",
      timePeriodStart: "2026-01-01_00:00",
    });
    await expect(aws.create(BUDGET, budget)).rejects.toThrow(
      "DuplicateRecordException: Error creating budget: acme - the budget already exists.",
    );
    expect(aws.replaces(made, { limitAmount: "200" })).toEqual([]);
  });

  test("check their notifications", () => {
    const notifications = [
      alarm,
      { ...alarm, threshold: 0, comparisonOperator: "ABOVE", subscriberEmailAddresses: ["acme"] },
    ];
    expect(aws.problems(BUDGET, { ...budget, limitAmount: "a lot", notifications })).toEqual([
      'limitAmount is "a lot", but must be a number in text, such as "100.5"',
      "notifications[0] has no subscriber, and a notification needs at least one",
      'notifications[1].comparisonOperator is "ABOVE", but must be one of GREATER_THAN, LESS_THAN, EQUAL_TO',
      "notifications[1].threshold must be above 0",
      'notifications[1].subscriberEmailAddresses[0] is "acme", but must be an e-mail address',
    ]);
  });
});

test("a resource group has a query in AWS's form", async () => {
  const query = JSON.stringify({
    ResourceTypeFilters: ["AWS::AllSupported"],
    TagFilters: [{ Key: "tenant", Values: ["acme"] }],
  });
  const made = await aws.create(GROUP, { name: "acme", resourceQuery: { query } });
  expect(made.outputs["arn"]).toBe("arn:aws:resource-groups:eu-central-1:000000000000:group/acme");
  await expect(aws.create(GROUP, { name: "acme", resourceQuery: { query } })).rejects.toThrow("BadRequestException");
  expect(aws.problems(GROUP, { name: "aws-x", resourceQuery: { query: "{}" } })).toEqual([
    'name is "aws-x", but must be a name that does not begin with "aws"',
    "resourceQuery.query must have ResourceTypeFilters and TagFilters, and nothing else",
  ]);
});

test.each([
  [[], "must have a list of 1 to 50 TagFilters"],
  [[{ Key: "" }], "has a tag filter without a Key"],
  [
    [{ Key: "tenant", Values: Array.from({ length: 21 }, String) }],
    "must have a list of at most 20 Values for the tag tenant",
  ],
  [[{ Key: "tenant" }], undefined],
])("a resource group of tags %j", (TagFilters, reason) => {
  const query = JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters });
  const expected = reason === undefined ? [] : [`resourceQuery.query ${reason}`];
  expect(aws.problems(GROUP, { name: "acme", resourceQuery: { query } })).toEqual(expected);
});

describe("keys", () => {
  test("stay governable", async () => {
    const policy = document({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::000000000000:root" },
      Action: "kms:Decrypt",
      Resource: "*",
    });
    await expect(aws.create(KEY, { policy })).rejects.toThrow(
      "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
    );
    await aws.create(KEY, { policy: policy.replace("kms:Decrypt", "kms:*") });
    await expect(aws.create(KEY, { policy: policy.replace(":root", ":role/nobody") })).rejects.toThrow(
      "invalid principals",
    );
  });

  test("have names, and names have none", async () => {
    const key = await aws.create(KEY, {});
    const alias = await aws.create("aws:kms/alias:Alias", { name: "alias/acme", targetKeyId: key.id });
    await expect(
      aws.create("aws:kms/alias:Alias", { name: "alias/other", targetKeyId: alias.outputs["arn"] ?? "" }),
    ).rejects.toThrow("ValidationException: Aliases must refer to keys. Not aliases");
  });

  test("rotate when they can", async () => {
    await expect(aws.create(KEY, { customerMasterKeySpec: "RSA_2048", enableKeyRotation: true })).rejects.toThrow(
      "UnsupportedOperationException",
    );
    expect(aws.problems(KEY, { rotationPeriodInDays: 100, deletionWindowInDays: 3 })).toEqual([
      "deletionWindowInDays is 3, but must be a whole number from 7 to 30",
      "rotationPeriodInDays needs enableKeyRotation to be true",
    ]);
  });
});
