import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

let aws: SimulatedAws;
beforeEach(async () => {
  aws = await SimulatedAws.start();
});
afterEach(() => {
  aws.remove();
});

test("the name of a bucket is taken in all accounts and regions", async () => {
  await aws.create(BUCKET, { bucket: "acme-data" });
  await aws.configure({ region: "eu-west-1" });
  await expect(aws.create(BUCKET, { bucket: "acme-data" })).rejects.toThrow(
    'BucketAlreadyOwnedByYou: The bucket "acme-data" that you tried to create already exists, and you own it: it is in 000000000000/eu-central-1',
  );
  await aws.configure({ assumeRoles: [{ roleArn: "arn:aws:iam::000000000001:role/deployer" }] });
  await expect(aws.create(BUCKET, { bucket: "acme-data" })).rejects.toThrow(
    'BucketAlreadyExists: The requested bucket name "acme-data" is not available: it exists in 000000000000/eu-central-1',
  );
});

describe("lifecycle rules", () => {
  let bucket: Made;
  beforeEach(async () => {
    bucket = await aws.create(BUCKET, { bucket: "acme-data" });
  });

  function rules(...list: Properties[]): Properties {
    return {
      bucket: bucket.id,
      rules: list.map((rule, index) => ({ id: `r${String(index)}`, status: "Enabled", ...rule })),
    };
  }

  test("go from class to class and then expire", async () => {
    const good = { transitions: [{ days: 30, storageClass: "STANDARD_IA" }], expiration: { days: 31 } };
    const made = await aws.create(LIFECYCLE, rules(good));
    expect(made.id).toBe("acme-data");
    await expect(aws.update(made, rules({ ...good, expiration: { days: 30 } }))).rejects.toThrow(
      "InvalidArgument: 'Days' in the Expiration action of rule 'r0' must be greater than 'Days' in the Transition action",
    );
    await expect(aws.update(made, rules({ transitions: [{ days: 29, storageClass: "STANDARD_IA" }] }))).rejects.toThrow(
      "InvalidArgument: 'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
    );
    await aws.delete(bucket);
    expect(aws.count()).toBe(0);
  });

  test("are checked", () => {
    const inputs = rules({ status: "On" }, { id: "r0", transitions: [{ storageClass: "COLD" }] });
    expect(aws.problems(LIFECYCLE, inputs)).toEqual([
      'rules[0].status is "On", but must be one of Enabled, Disabled',
      "rules[0] has no action, and a rule needs at least one",
      'rules[1].id is "r0", which another rule has',
      expect.stringMatching(/^rules\[1\]\.transitions\[0\]\.storageClass is "COLD", but must be one of GLACIER, /),
    ]);
  });

  test.each([
    ["'NoncurrentDays' for NoncurrentVersionExpiration action", { noncurrentVersionExpiration: { noncurrentDays: 0 } }],
    [
      "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action",
      { abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } },
    ],
    ["'Days' for Expiration action", { expiration: { days: 0 } }],
  ])("wait for a day at least: %s", async (what, rule) => {
    await expect(aws.create(LIFECYCLE, rules({ filter: {}, ...rule }))).rejects.toThrow(
      `InvalidArgument: ${what} must be a positive integer`,
    );
  });

  test("access logs go to a bucket that exists", async () => {
    await expect(
      aws.create(LOGGING, { bucket: bucket.id, targetBucket: "nowhere", targetPrefix: "s3/" }),
    ).rejects.toThrow("InvalidTargetBucketForLogging");
  });
});

test("a bucket's encryption names a key for KMS alone, and blocks what AWS can block", async () => {
  const bucket = await aws.create(BUCKET, { bucket: "acme-data" });
  const rules = (rule: Properties): Properties => ({ bucket: bucket.id, rules: [rule] });
  const kms = { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:eu-central-1:000000000000:key/1" };
  await aws.create(
    ENCRYPTION,
    rules({ applyServerSideEncryptionByDefault: kms, bucketKeyEnabled: true, blockedEncryptionTypes: ["SSE-C"] }),
  );
  const own = { applyServerSideEncryptionByDefault: { ...kms, sseAlgorithm: "AES256" } };
  expect(aws.problems(ENCRYPTION, rules({ ...own, blockedEncryptionTypes: ["NONE", "SSE-S3"] }))).toEqual([
    "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId needs sseAlgorithm aws:kms",
    'rules[0].blockedEncryptionTypes[1] is "SSE-S3", but must be one of SSE-C, NONE',
  ]);
  expect(aws.problems(ENCRYPTION, rules({ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES128" } }))).toEqual([
    'rules[0].applyServerSideEncryptionByDefault.sseAlgorithm is "AES128", but must be one of AES256, aws:kms, aws:kms:dsse',
  ]);
});

describe("file systems", () => {
  async function subnet(vpc: Made, number: number, zone: string): Promise<Made> {
    const cidrBlock = `10.0.${String(number)}.0/24`;
    return aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock, availabilityZone: zone });
  }

  test("have one mount target in a zone, in one network, and stay while they have any", async () => {
    const vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
    const places = [
      await subnet(vpc, 0, "eu-central-1a"),
      await subnet(vpc, 1, "eu-central-1a"),
      await subnet(vpc, 2, "eu-central-1b"),
      await subnet(await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" }), 0, "eu-central-1c"),
    ].map(({ id }) => id);
    const system = await aws.create(FILE_SYSTEM, { encrypted: true });
    expect(system.outputs["dnsName"]).toBe(`${system.id}.efs.eu-central-1.amazonaws.com`);
    const mount = (index: number): Promise<Made> =>
      aws.create(MOUNT_TARGET, { fileSystemId: system.id, subnetId: places[index] ?? "" });
    const first = await mount(0);
    expect(first.outputs["availabilityZoneName"]).toBe("eu-central-1a");
    await expect(mount(1)).rejects.toThrow(`MountTargetConflict: mount target already exists in this AZ: ${first.id}`);
    await expect(mount(3)).rejects.toThrow("MountTargetConflict: requested subnet");
    const second = await mount(2);
    await expect(aws.delete(system)).rejects.toThrow(`FileSystemInUse: The file system ${system.id} has mount targets`);
    for (const made of [first, second, system]) await aws.delete(made);
    expect(aws.replaces(system, { encrypted: false })).toEqual(["encrypted"]);
    expect(aws.replaces(system, { throughputMode: "elastic" })).toEqual([]);
  });

  test("are checked", async () => {
    await aws.create(FILE_SYSTEM, { creationToken: "acme" });
    await expect(aws.create(FILE_SYSTEM, { creationToken: "acme" })).rejects.toThrow("FileSystemAlreadyExists");
    await expect(aws.create(FILE_SYSTEM, { performanceMode: "maxIO", throughputMode: "elastic" })).rejects.toThrow(
      "BadRequest: Elastic throughput",
    );
    const inputs = { kmsKeyId: "key", throughputMode: "provisioned", lifecyclePolicies: [{ transitionToIa: "SOON" }] };
    expect(aws.problems(FILE_SYSTEM, inputs)).toEqual([
      "provisionedThroughputInMibps is required for throughputMode provisioned, but it is missing",
      "kmsKeyId needs encrypted to be true",
      expect.stringMatching(/^lifecyclePolicies\[0\]\.transitionToIa is "SOON", but must be one of AFTER_1_DAY, /),
    ]);
  });
});

describe("policies of file systems", () => {
  let system: Made;
  beforeEach(async () => {
    system = await aws.create(FILE_SYSTEM, { encrypted: true });
  });

  const mount = {
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
  };
  const clearText = {
    Effect: "Deny",
    Principal: "*",
    Action: "elasticfilesystem:*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const put = (statements: object[], more: Properties = {}): Promise<Made> =>
    aws.create(FILE_SYSTEM_POLICY, { fileSystemId: system.id, policy: policyOf(statements), ...more });
  const policyOf = (statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

  test("belong to one file system, take another's place and go with it", async () => {
    const first = await put([mount]);
    expect(first.id).toBe(system.id);
    const second = await put([mount, clearText]);
    expect(second.id).toBe(system.id);
    expect(aws.count()).toBe(2);
    expect(aws.replaces(second, { policy: policyOf([mount]) })).toEqual([]);
    expect(aws.replaces(second, { fileSystemId: "fs-1" })).toEqual(["fileSystemId"]);
    await aws.delete(system);
    expect(aws.count()).toBe(0);
  });

  test("are of a file system that exists", async () => {
    await expect(aws.create(FILE_SYSTEM_POLICY, { fileSystemId: "fs-1", policy: policyOf([mount]) })).rejects.toThrow(
      "FileSystemNotFound: File system 'fs-1' does not exist.",
    );
  });

  test.each([
    ["The policy has no Statement", []],
    ["Each Statement of the policy needs a Principal and an Action", [{ Effect: "Allow", Action: mount.Action }]],
    ["Each Statement of the policy needs a Principal and an Action", [{ Effect: "Allow", Principal: "*" }]],
    ["The policy has actions of other services", [{ ...mount, Action: "s3:GetObject" }]],
    ["The policy has 20", [mount, { ...clearText, Sid: "a".repeat(20_000) }]],
  ])("are refused: %s", async (message, statements) => {
    await expect(put(statements)).rejects.toThrow(`InvalidPolicyException: ${message}`);
  });

  test.each(["*", "elasticfilesystem:*", "elasticfilesystem:Put*", "elasticfilesystem:PutFileSystemPolicy"])(
    "do not shut out their author by denying everybody %s, unless that is meant",
    async (action) => {
      const denial = { Effect: "Deny", Principal: "*", Action: action };
      await expect(put([mount, denial])).rejects.toThrow(
        "InvalidPolicyException: The policy would keep its own author",
      );
      await put([mount, denial], { bypassPolicyLockoutSafetyCheck: true });
    },
  );

  test("may deny everybody what is no change of the policy", async () => {
    await put([mount, { Effect: "Deny", Principal: "*", Action: "elasticfilesystem:ClientRootAccess" }]);
  });

  test("are JSON", () => {
    expect(aws.problems(FILE_SYSTEM_POLICY, { fileSystemId: system.id, policy: "[]" })).toEqual([
      "policy contains an invalid JSON policy: it must be an object",
    ]);
  });
});
