import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const INSTANCE = "aws:rds/instance:Instance";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
const postgres = {
  identifier: "acme",
  engine: "postgres",
  engineVersion: "16.4",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  username: "tenant",
  manageMasterUserPassword: true,
  storageEncrypted: true,
};

let aws: SimulatedAws;
beforeEach(async () => {
  aws = await SimulatedAws.start();
});
afterEach(() => {
  aws.remove();
});

function database(inputs: Properties = {}): Promise<Made> {
  return aws.create(INSTANCE, { ...postgres, skipFinalSnapshot: true, ...inputs });
}

async function network(): Promise<{ vpc: Made; subnets: string[] }> {
  const vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  const subnets: string[] = [];
  for (const [index, zone] of ["a", "a", "b"].entries()) {
    const inputs = { vpcId: vpc.id, cidrBlock: `10.0.${String(index)}.0/24`, availabilityZone: `eu-central-1${zone}` };
    subnets.push((await aws.create("aws:ec2/subnet:Subnet", inputs)).id);
  }
  return { vpc, subnets };
}

describe("database instances", () => {
  test("look like the real ones, and a managed password is never seen", async () => {
    const { id, outputs } = await database();
    expect(id).toMatch(/^db-[0-9A-F]{26}$/);
    expect(outputs).toMatchObject({
      arn: "arn:aws:rds:eu-central-1:000000000000:db:acme",
      endpoint: expect.stringMatching(/^acme\.[0-9a-f]{12}\.eu-central-1\.rds\.amazonaws\.com:5432$/) as unknown,
      parameterGroupName: "default.postgres16",
      status: "available",
    });
    expect(outputs["masterUserSecrets"]).toEqual([
      {
        kmsKeyId: "arn:aws:kms:eu-central-1:000000000000:key/aws-secretsmanager",
        secretArn: expect.stringMatching(
          /^arn:aws:secretsmanager:eu-central-1:000000000000:secret:rds!db-[0-9a-f-]{36}-[0-9a-f]{6}$/,
        ) as unknown,
        secretStatus: "active",
      },
    ]);
    expect(outputs["password"]).toBeUndefined();
  });

  test.each([
    ["postgres", "17", "17.7", "default.postgres17"],
    ["mysql", "8.4", "8.4.7", "default.mysql8.4"],
    ["postgres", "16.4", "16.4", "default.postgres16"],
  ])("of %s %s run %s", async (engine, engineVersion, engineVersionActual, parameterGroupName) => {
    const { outputs } = await database({ engine, engineVersion });
    expect(outputs).toMatchObject({ engineVersion, engineVersionActual, parameterGroupName });
  });

  test("grow, never shrink", async () => {
    const made = await aws.update(await database(), { allocatedStorage: 40, maxAllocatedStorage: 100 });
    await expect(aws.update(made, { allocatedStorage: 30 })).rejects.toThrow(
      "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp2: 30. It cannot be less than the 40 GiB that are allocated",
    );
    await expect(aws.update(made, { maxAllocatedStorage: 40 })).rejects.toThrow(
      "InvalidParameterCombination: Max storage size must be greater than storage size",
    );
  });

  test("upgrade, with a flag over a major version", async () => {
    const made = await database();
    await expect(aws.update(made, { engineVersion: "17.4" })).rejects.toThrow(
      "InvalidParameterCombination: The AllowMajorVersionUpgrade flag must be present",
    );
    await expect(aws.update(made, { engineVersion: "15.9" })).rejects.toThrow(
      "Cannot upgrade postgres from 16.4 to 15.9",
    );
    await aws.update(made, { engineVersion: "17.4", allowMajorVersionUpgrade: true });
  });

  test.each([
    ["engine", { engine: "mysql" }],
    ["storageEncrypted", { storageEncrypted: false }],
    ["username", { username: "other" }],
  ])("are replaced when %s changes", async (path, inputs) => {
    expect(aws.replaces(await database(), inputs)).toEqual([path]);
  });

  test("are not replaced by what AWS changes in place", async () => {
    const changes = { identifier: "acme2", instanceClass: "db.m7g.large", multiAz: true, allocatedStorage: 30 };
    expect(aws.replaces(await database(), changes)).toEqual([]);
  });

  test("go only unprotected, and with a last snapshot unless that is waived", async () => {
    const made = await database({ deletionProtection: true, skipFinalSnapshot: false });
    await expect(aws.delete(made)).rejects.toThrow("InvalidParameterCombination: Cannot delete protected DB Instance");
    const open = await aws.update(made, { deletionProtection: false });
    await expect(aws.delete(open)).rejects.toThrow(
      "InvalidParameterCombination: FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    );
    await aws.delete(await aws.update(open, { finalSnapshotIdentifier: "acme-last" }));
    expect(aws.count()).toBe(0);
  });

  test("stand in a subnet group of two zones, with security groups of the same network", async () => {
    const { vpc, subnets } = await network();
    await expect(aws.create(SUBNET_GROUP, { subnetIds: subnets.slice(0, 2) })).rejects.toThrow(
      "DBSubnetGroupDoesNotCoverEnoughAZs",
    );
    const places = await aws.create(SUBNET_GROUP, { name: "data", subnetIds: subnets });
    expect(places.outputs["vpcId"]).toBe(vpc.id);
    await expect(aws.create(SUBNET_GROUP, { name: "data", subnetIds: subnets })).rejects.toThrow(
      "DBSubnetGroupAlreadyExists",
    );
    await expect(database({ dbSubnetGroupName: "nowhere" })).rejects.toThrow("DBSubnetGroupNotFoundFault");
    const other = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" });
    const group = await aws.create("aws:ec2/securityGroup:SecurityGroup", { vpcId: other.id });
    await expect(database({ dbSubnetGroupName: "data", vpcSecurityGroupIds: [group.id] })).rejects.toThrow(
      "InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs.",
    );
    await database({ dbSubnetGroupName: "data" });
    await expect(aws.delete(places)).rejects.toThrow("InvalidDBSubnetGroupStateFault");
  });

  test("take a parameter group of their own family, which then stays", async () => {
    const old = await aws.create(PARAMETER_GROUP, { name: "old", family: "postgres15" });
    await expect(database({ parameterGroupName: "old" })).rejects.toThrow(
      "InvalidParameterCombination: The parameter group old with DBParameterGroupFamily postgres15 can't be used for this instance.",
    );
    await expect(database({ parameterGroupName: "none" })).rejects.toThrow("DBParameterGroupNotFound");
    const fitting = await aws.create(PARAMETER_GROUP, { name: "new", family: "postgres16" });
    await database({ parameterGroupName: "new" });
    await expect(aws.delete(fitting)).rejects.toThrow("InvalidDBParameterGroupState");
    await database({ identifier: "globex", parameterGroupName: "default.postgres16" });
    await expect(database()).rejects.toThrow("DBInstanceAlreadyExists");
    await aws.delete(old);
  });

  test("so many as the region may have, and so large", async () => {
    aws.settings({ limits: { databaseInstancesPerRegion: 0 } });
    await expect(database()).rejects.toThrow("InstanceQuotaExceeded");
    aws.settings({ limits: { databaseStorageGBPerRegion: 50 } });
    const made = await database();
    await expect(database({ identifier: "globex", allocatedStorage: 31 })).rejects.toThrow("StorageQuotaExceeded");
    await expect(aws.update(made, { allocatedStorage: 51 })).rejects.toThrow("StorageQuotaExceeded");
    await aws.update(made, { allocatedStorage: 50 });
  });

  test.each([
    ["01:00-01:29", "sun:03:00-sun:04:00", "The backup window must be at least 30 minutes."],
    ["01:00-02:00", "sun:03:00-sun:03:29", "The maintenance window must be at least 30 minutes."],
    ["01:00-02:00", "sun:03:00-mon:03:00", "Maintenance window must be less than 24 hours."],
    ["03:59-04:30", "sun:03:00-sun:04:00", "The backup window and maintenance window must not overlap."],
    ["02:00-03:01", "sun:03:00-sun:04:00", "The backup window and maintenance window must not overlap."],
    ["00:30-01:00", "Sun:23:30-Mon:00:31", "The backup window and maintenance window must not overlap."],
    ["23:00-00:01", "mon:00:00-mon:00:30", "The backup window and maintenance window must not overlap."],
  ])("are not backed up at %s and maintained at %s", async (backupWindow, maintenanceWindow, message) => {
    await expect(database({ backupWindow, maintenanceWindow })).rejects.toThrow(`InvalidParameterValue: ${message}`);
  });

  test.each([
    ["04:00-04:30", "sun:03:00-sun:04:00"],
    ["02:30-03:00", "sun:03:00-sun:04:00"],
    ["00:31-01:01", "sun:23:30-mon:00:31"],
  ])("are backed up at %s and maintained at %s", async (backupWindow, maintenanceWindow) => {
    await database({ backupWindow, maintenanceWindow });
    expect(aws.count()).toBe(1);
  });

  test.each<[Properties, string]>([
    [
      { storageType: "gp3", allocatedStorage: 19 },
      "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type gp3: 19",
    ],
    [
      { storageType: "standard", allocatedStorage: 3073 },
      "InvalidParameterCombination: Invalid storage size for engine name postgres and storage type standard: 3073",
    ],
    [
      { storageType: "gp3", iops: 3000 },
      "InvalidParameterCombination: You can't specify IOPS or storage throughput for engine postgres and a storage size less than 400.",
    ],
    [
      { username: "admin" },
      "InvalidParameterValue: MasterUsername admin cannot be used as it is a reserved word used by the engine",
    ],
    [
      { username: "pg_tenant" },
      'InvalidParameterValue: MasterUsername pg_tenant cannot be used because role names starting with "pg_" are reserved by the PostgreSQL engine',
    ],
    [
      { enabledCloudwatchLogsExports: ["postgresql", "slowquery"] },
      "InvalidParameterCombination: You cannot use the log types 'slowquery' with engine version postgres 16.4.",
    ],
    [
      { engine: "mysql", engineVersion: "8.4", performanceInsightsEnabled: true },
      "InvalidParameterCombination: Performance Insights not supported for this configuration.",
    ],
    [
      { databaseInsightsMode: "advanced", performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 7 },
      "InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your instance to enable Performance Insights and set the retention period for Performance Insights to at least 465 days.",
    ],
  ])("refuse %j", async (inputs, message) => {
    await expect(database(inputs)).rejects.toThrow(message);
  });

  test.each<Properties>([
    { storageType: "gp3", allocatedStorage: 400, iops: 12_000 },
    { engine: "mysql", engineVersion: "8.4", username: "admin", enabledCloudwatchLogsExports: ["error"] },
    { performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 465, databaseInsightsMode: "advanced" },
  ])("take %j", async (inputs) => {
    await database(inputs);
    expect(aws.count()).toBe(1);
  });

  test.each<[Properties, string]>([
    [{ identifier: "Acme" }, 'identifier is "Acme", but must be 1 to 63 of lowercase letters'],
    [
      { password: "hunter22" },
      "password exactly one of manageMasterUserPassword, password, passwordWo is required, but manageMasterUserPassword and password are given",
    ],
    [{ engine: "postgresql" }, 'engine is "postgresql", but must be one of postgres, mysql'],
    [{ backupRetentionPeriod: 36 }, "backupRetentionPeriod is 36, but must be a whole number from 0 to 35"],
    [{ backupWindow: "3:00-4:00" }, 'backupWindow is "3:00-4:00", but must be of the form 01:00-02:00'],
    [
      { performanceInsightsRetentionPeriod: 30 },
      "performanceInsightsRetentionPeriod is 30, but must be 7, 731 or a multiple of 31 up to 713",
    ],
    [{ username: "1tenant" }, 'username is "1tenant", but must be letters, digits and underscores'],
    [{ databaseInsightsMode: "basic" }, 'databaseInsightsMode is "basic", but must be one of standard, advanced'],
    [{ kmsKeyId: "key", storageEncrypted: false }, "kmsKeyId needs storageEncrypted to be true"],
  ])("check %j", (inputs, problem) => {
    expect(aws.problems(INSTANCE, { ...postgres, ...inputs })).toEqual([expect.stringContaining(problem)]);
  });
});

describe("backups", () => {
  const VAULT = "aws:backup/vault:Vault";
  const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
  const PLAN = "aws:backup/plan:Plan";
  const SELECTION = "aws:backup/selection:Selection";
  const rule = { ruleName: "daily", targetVaultName: "acme", schedule: "cron(0 3 * * ? *)" };

  test("a plan writes to a vault that exists, and goes after its selections", async () => {
    await expect(aws.create(PLAN, { name: "acme", rules: [rule] })).rejects.toThrow("InvalidParameterValueException");
    const vault = await aws.create(VAULT, { name: "acme" });
    expect(vault.outputs["arn"]).toBe("arn:aws:backup:eu-central-1:000000000000:backup-vault:acme");
    await expect(aws.create(VAULT, { name: "acme" })).rejects.toThrow("AlreadyExistsException");
    const plan = await aws.create(PLAN, { name: "acme", rules: [rule] });
    await expect(aws.create(PLAN, { name: "acme", rules: [rule], tags: { tier: "premium" } })).rejects.toThrow(
      "AlreadyExistsException: Backup plan with the same plan document already exists",
    );
    const role = "arn:aws:iam::000000000000:role/backup";
    const inputs = { planId: plan.id, name: "all", iamRoleArn: role, resources: ["*"] };
    await expect(aws.create(SELECTION, inputs)).rejects.toThrow(
      "InvalidParameterValueException: IAM Role backup is invalid",
    );
    await aws.create("aws:iam/role:Role", {
      name: "backup",
      assumeRolePolicy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }],
      },
    });
    const selection = await aws.create(SELECTION, inputs);
    await expect(aws.delete(plan)).rejects.toThrow("InvalidRequestException");
    expect(aws.replaces(selection, { resources: ["arn:*"] })).toEqual(["resources[0]"]);
    for (const made of [selection, plan, vault]) await aws.delete(made);
    expect(aws.count()).toBe(1);
  });

  test.each<[Properties, string]>([
    [
      { lifecycle: { coldStorageAfter: 30, deleteAfter: 100 } },
      "DeleteAfterDays (100) cannot be less than 90 days apart",
    ],
    [{ startWindow: 60, completionWindow: 90 }, "Completion window (90) must be at least 60 minutes longer"],
    [{ enableContinuousBackup: true, lifecycle: { deleteAfter: 60 } }, "Continuous backups can be kept for 35 days"],
  ])("refuse %j", async (inputs, message) => {
    await aws.create(VAULT, { name: "acme" });
    await expect(aws.create(PLAN, { rules: [{ ...rule, ...inputs }] })).rejects.toThrow(
      `InvalidParameterValueException: ${message}`,
    );
  });

  const deny = (...actions: string[]): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: actions, Resource: "*" }],
    });

  test("a vault has one policy, without wildcards, which goes with it", async () => {
    const inputs = { backupVaultName: "acme", policy: deny("backup:DeleteRecoveryPoint") };
    await expect(aws.create(POLICY, inputs)).rejects.toThrow("ResourceNotFoundException");
    const vault = await aws.create(VAULT, { name: "acme" });
    const policy = await aws.create(POLICY, inputs);
    expect(policy.id).toBe("acme");
    expect(policy.outputs["backupVaultArn"]).toBe("arn:aws:backup:eu-central-1:000000000000:backup-vault:acme");
    await expect(aws.update(policy, { policy: deny("backup:Delete*") })).rejects.toThrow(
      'InvalidParameterValueException: The specified policy contains an action that a vault\'s policy cannot have: "backup:Delete*"',
    );
    await expect(aws.update(policy, { policy: "{}" })).rejects.toThrow("InvalidParameterValueException");
    expect(aws.replaces(policy, { backupVaultName: "other" })).toEqual(["backupVaultName"]);
    await aws.delete(vault);
    expect(aws.count()).toBe(0);
  });

  test("a vault stays while recovery points are in it, whatever is changed of it", async () => {
    const vault = await aws.create(VAULT, { name: "acme", region: "eu-west-1" });
    expect(vault.outputs["arn"]).toBe("arn:aws:backup:eu-west-1:000000000000:backup-vault:acme");
    aws.edit(vault, { recoveryPoints: 2 });
    const tagged = await aws.update(vault, { tags: { "tenantry:tenant": "acme" } });
    expect(tagged.outputs["recoveryPoints"]).toBe(2);
    await expect(aws.delete(tagged)).rejects.toThrow(
      "InvalidRequestException: Backup vault cannot be deleted (contains 2 recovery points)",
    );
    await aws.delete(await aws.update(tagged, { forceDestroy: true }));
    expect(aws.count()).toBe(0);
  });

  test("are checked", () => {
    expect(aws.problems(POLICY, { backupVaultName: "acme", policy: "no" })).toEqual([
      expect.stringContaining("policy contains an invalid JSON policy"),
    ]);
    expect(aws.problems(PLAN, { rules: [{ ...rule, scheduleExpressionTimezone: "Mars/Olympus" }] })).toEqual([
      'rules[0].scheduleExpressionTimezone is "Mars/Olympus", but must be a time zone such as Europe/Berlin',
    ]);
    expect(aws.problems(PLAN, { rules: [{ ...rule, scheduleExpressionTimezone: "Europe/Berlin" }] })).toEqual([]);
    expect(aws.problems(PLAN, { rules: [rule, { ...rule, schedule: "daily", startWindow: 5 }] })).toEqual([
      "rules[1].ruleName is the name of another rule",
      'rules[1].schedule is "daily", but must be of the form cron(0 3 * * ? *)',
      "rules[1].startWindow is 5, but must be a whole number from 60 to 100000000",
    ]);
    expect(aws.problems(SELECTION, { planId: "p", iamRoleArn: "backup" })).toEqual([
      "resources or selectionTags are required, but both are missing",
      'iamRoleArn is "backup", but must be the ARN of a role',
    ]);
  });
});
