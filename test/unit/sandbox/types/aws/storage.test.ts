import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const BUCKET = "aws:s3/bucket:Bucket";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

let aws: SimulatedAws;
beforeEach(async () => {
  aws = await SimulatedAws.start();
});
afterEach(() => {
  aws.remove();
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

  test("access logs go to a bucket that exists", async () => {
    await expect(
      aws.create(LOGGING, { bucket: bucket.id, targetBucket: "nowhere", targetPrefix: "s3/" }),
    ).rejects.toThrow("InvalidTargetBucketForLogging");
  });
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
