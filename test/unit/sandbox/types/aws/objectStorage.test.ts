/** Access points, replication and actions of budgets: what object storage needs beside buckets. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ACTION = "aws:budgets/budgetAction:BudgetAction";
const ROLE = "aws:iam/role:Role";

const policyOf = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const trust = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "s3.amazonaws.com" } });

let aws: SimulatedAws;
let bucket: Made;
beforeEach(async () => {
  aws = await SimulatedAws.start();
  bucket = await aws.create("aws:s3/bucket:Bucket", { bucket: "acme-data" });
});
afterEach(() => {
  aws.remove();
});

describe("an access point", () => {
  const point = { bucket: "acme-data", name: "acme-exports" };

  test("has an ARN and an alias of its own, and one network", async () => {
    const { id, outputs } = await aws.create(ACCESS_POINT, point);
    expect(id).toBe("000000000000:acme-exports");
    expect(outputs).toMatchObject({
      arn: "arn:aws:s3:eu-central-1:000000000000:accesspoint/acme-exports",
      alias: expect.stringMatching(/^acme-exports-[0-9a-f]{32}-s3alias$/) as unknown,
      networkOrigin: "Internet",
    });
    const vpcConfiguration = { vpcId: "vpc-0123456789abcdef0" };
    const inside = await aws.create(ACCESS_POINT, { ...point, name: "acme-inside", vpcConfiguration });
    expect(inside.outputs["networkOrigin"]).toBe("VPC");
  });

  test("needs its bucket, which stays while it is there, and has a name that no other has", async () => {
    await expect(aws.create(ACCESS_POINT, { ...point, bucket: "nowhere" })).rejects.toThrow(
      "NoSuchBucket: The specified bucket does not exist: nowhere",
    );
    const made = await aws.create(ACCESS_POINT, point);
    await expect(aws.create(ACCESS_POINT, point)).rejects.toThrow("AccessPointAlreadyOwnedByYou");
    await expect(aws.delete(bucket)).rejects.toThrow("DependencyViolation");
    await aws.delete(made);
    await aws.delete(bucket);
    expect(aws.count()).toBe(0);
  });

  test("lets in roles that are there, and not everybody", async () => {
    const allow = (Principal: unknown) =>
      policyOf({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: "*" });
    const role = { AWS: "arn:aws:iam::000000000000:role/reader" };
    await expect(aws.create(ACCESS_POINT, { ...point, policy: allow(role) })).rejects.toThrow(
      'MalformedPolicy: Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/reader"',
    );
    await expect(aws.create(ACCESS_POINT, { ...point, policy: allow("*") })).rejects.toThrow(
      "AccessDenied: the policy allows everyone, and the access point blocks public policies",
    );
    await aws.create(ROLE, { name: "reader", assumeRolePolicy: trust });
    await expect(aws.create(ACCESS_POINT, { ...point, policy: allow(role) })).resolves.toMatchObject({
      outputs: { policy: allow(role) },
    });
  });

  test("has a name for the DNS", () => {
    expect(aws.problems(ACCESS_POINT, { bucket: "acme-data", name: "-acme" })).toEqual([
      'name is "-acme", but must be 3 to 50 lowercase letters, digits and hyphens, with no hyphen at an end',
    ]);
    expect(aws.problems(ACCESS_POINT, { bucket: "acme-data", name: "acme-s3alias" })).toEqual([
      'name is "acme-s3alias", but must be a name that does not end with -s3alias',
    ]);
  });
});

describe("a replication", () => {
  const rulesTo = (destination: object, more: object = {}) => ({
    rules: [{ id: "all", status: "Enabled", filter: {}, destination, ...more }],
  });
  const elsewhere = { bucket: "arn:aws:s3:::acme-replica" };
  const role = "arn:aws:iam::000000000000:role/replication";
  beforeEach(async () => {
    await aws.create(ROLE, { name: "replication", assumeRolePolicy: trust });
  });

  test("needs versions in its bucket, and another bucket to go to", async () => {
    const inputs = { bucket: "acme-data", role, ...rulesTo(elsewhere) };
    await expect(aws.create(REPLICATION, inputs)).rejects.toThrow(
      "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    );
    await aws.create(VERSIONING, { bucket: "acme-data", versioningConfiguration: { status: "Enabled" } });
    const itself = { ...inputs, ...rulesTo({ bucket: "arn:aws:s3:::acme-data" }) };
    await expect(aws.create(REPLICATION, itself)).rejects.toThrow(
      "InvalidRequest: Destination bucket cannot be the same as the source bucket.",
    );
    const made = await aws.create(REPLICATION, inputs);
    expect(made.id).toBe("acme-data");
  });

  test("names a key for what KMS encrypts, and a class that there is", () => {
    const sourceSelectionCriteria = { sseKmsEncryptedObjects: { status: "Enabled" } };
    const inputs = rulesTo({ ...elsewhere, storageClass: "COLD" }, { sourceSelectionCriteria });
    expect(aws.problems(REPLICATION, { bucket: "acme-data", role, ...inputs })).toEqual([
      expect.stringMatching(/^rules\[0\]\.destination\.storageClass is "COLD", but must be one of STANDARD, /),
      "rules[0].destination.encryptionConfiguration is required to replicate objects that are encrypted with KMS keys, but it is missing",
    ]);
  });
});

describe("an action of a budget", () => {
  const action = {
    budgetName: "acme",
    actionType: "APPLY_IAM_POLICY",
    approvalModel: "AUTOMATIC",
    notificationType: "ACTUAL",
    actionThreshold: { actionThresholdType: "PERCENTAGE", actionThresholdValue: 100 },
    definition: { iamActionDefinition: { policyArn: "arn:aws:iam::aws:policy/AWSDenyAll", roles: ["writer"] } },
    executionRoleArn: "arn:aws:iam::000000000000:role/quota",
    subscribers: [{ subscriptionType: "EMAIL", address: "ops@acme.example" }],
  };

  test("needs its budget and its roles, and goes with the budget", async () => {
    await expect(aws.create(ACTION, action)).rejects.toThrow(
      "NotFoundException: Unable to create action: the budget acme doesn't exist.",
    );
    const limit = { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "10", limitUnit: "USD" };
    const budget = await aws.create("aws:budgets/budget:Budget", { name: "acme", ...limit });
    await expect(aws.create(ACTION, action)).rejects.toThrow("The execution role quota doesn't exist.");
    await aws.create(ROLE, { name: "quota", assumeRolePolicy: trust });
    await expect(aws.create(ACTION, action)).rejects.toThrow("The role writer doesn't exist.");
    await aws.create(ROLE, { name: "writer", assumeRolePolicy: trust });
    const made = await aws.create(ACTION, action);
    expect(made.id).toMatch(/^000000000000:[0-9a-f-]{36}:acme$/);
    expect(made.outputs).toMatchObject({
      status: "STANDBY",
      arn: `arn:aws:budgets::000000000000:budget/acme/action/${made.id.split(":")[1] ?? ""}`,
    });
    const before = aws.count();
    await aws.delete(budget);
    expect(aws.count()).toBe(before - 2);
  });

  test("says what it does, and to whom", () => {
    const nobody = { iamActionDefinition: { policyArn: "arn:aws:iam::aws:policy/AWSDenyAll" } };
    const wrong = { ...action, approvalModel: "LATER", definition: nobody, subscribers: [] };
    expect(aws.problems(ACTION, wrong)).toEqual([
      'approvalModel is "LATER", but must be one of AUTOMATIC, MANUAL',
      "definition.iamActionDefinition names no role, group or user, and needs at least one",
      "subscribers has 0 entries, but 1 to 11 are allowed",
    ]);
    expect(aws.problems(ACTION, { ...action, actionType: "RUN_SSM_DOCUMENTS" })).toEqual([
      "definition.ssmActionDefinition is required with this actionType, but it is missing",
    ]);
  });
});
