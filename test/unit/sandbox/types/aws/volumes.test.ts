import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const VOLUME = "aws:ebs/volume:Volume";
const gp3 = { availabilityZone: "eu-central-1a", size: 100, type: "gp3", encrypted: true };

let aws: SimulatedAws;
beforeEach(async () => {
  aws = await SimulatedAws.start();
});
afterEach(() => {
  aws.remove();
});

function volume(inputs: Properties = {}): Promise<Made> {
  return aws.create(VOLUME, { ...gp3, ...inputs });
}

describe("volumes", () => {
  test("look like the real ones", async () => {
    const { id, outputs } = await volume({ tags: { Name: "data" } });
    expect(id).toMatch(/^vol-[0-9a-f]{17}$/);
    expect(outputs).toEqual({
      arn: `arn:aws:ec2:eu-central-1:000000000000:volume/${id}`,
      availabilityZone: "eu-central-1a",
      createTime: "2026-01-01T00:00:00.000Z",
      encrypted: true,
      finalSnapshot: false,
      iops: 3000,
      kmsKeyId: "",
      multiAttachEnabled: false,
      outpostArn: "",
      region: "eu-central-1",
      size: 100,
      snapshotId: "",
      tags: { Name: "data" },
      tagsAll: { Name: "data" },
      throughput: 125,
      type: "gp3",
      volumeInitializationRate: 0,
    });
    expect((await aws.create(VOLUME, { availabilityZone: "eu-central-1b", size: 1 })).outputs).toMatchObject({
      encrypted: false,
      iops: 0,
      throughput: 0,
      type: "gp2",
    });
  });

  test("grow in place, never shrink", async () => {
    const made = await volume();
    expect(aws.replaces(made, { size: 200, iops: 4000, throughput: 500, type: "gp2" })).toEqual([]);
    const grown = await aws.update(made, { size: 200 });
    expect(grown.outputs["size"]).toBe(200);
    await expect(aws.update(grown, { size: 199 })).rejects.toThrow(
      "InvalidParameterValue: New size cannot be smaller than existing size",
    );
  });

  test.each([
    ["availabilityZone", { availabilityZone: "eu-central-1b" }],
    ["encrypted", { encrypted: false }],
    ["kmsKeyId", { kmsKeyId: "arn:aws:kms:eu-central-1:000000000000:key/1" }],
    ["snapshotId", { snapshotId: "snap-00000000000000001" }],
  ])("are replaced when %s changes", async (path, inputs) => {
    expect(aws.replaces(await volume(), inputs)).toEqual([path]);
  });

  test.each([
    ["InvalidZone.NotFound: The zone 'eu-central-1z' does not exist.", { availabilityZone: "eu-central-1z" }],
    ["InvalidParameterValue: Volume of 0GiB is too small; minimum is 1GiB.", { size: 0 }],
    [
      "InvalidParameterValue: Volume of 65537GiB is too large for volume type gp3; maximum is 65536GiB.",
      { size: 65_537 },
    ],
    ["InvalidParameterValue: Volume of 100GiB is too small; minimum is 125GiB.", { type: "st1" }],
    ["InvalidParameterValue: Volume iops of 2999 is too low; minimum is 3000.", { iops: 2999 }],
    ["InvalidParameterValue: Volume iops of 80001 is too high; maximum is 80000.", { size: 1000, iops: 80_001 }],
    [
      "InvalidParameterValue: Iops to volume size ratio of 500.010000 is too high; maximum is 500.000000",
      { iops: 50_001 },
    ],
    [
      "InvalidParameterValue: Throughput (MiBps) to iops ratio of 0.250333 is too high; maximum is 0.250000 MiBps per iops",
      { throughput: 751 },
    ],
    [
      "InvalidVolume.NotFound: The KMS key '1' does not exist",
      { kmsKeyId: "arn:aws:kms:eu-central-1:000000000000:key/1" },
    ],
  ])("are refused by AWS: %s", async (message, inputs) => {
    aws.settings({ limits: { gp3StorageTiBPerRegion: 100 } });
    await expect(volume(inputs)).rejects.toThrow(message);
  });

  test("of the smallest size have the performance that is included", async () => {
    expect((await volume({ size: 1, iops: 3000, throughput: 750 })).outputs).toMatchObject({
      iops: 3000,
      throughput: 750,
    });
  });

  test("are checked before", () => {
    const wrong = { type: "gp2", iops: 100, throughput: 100, multiAttachEnabled: true, volumeInitializationRate: 50 };
    expect(aws.problems(VOLUME, { availabilityZone: "eu-central-1a", kmsKeyId: "key", ...wrong })).toEqual([
      "size or snapshotId is required, but both are missing",
      "iops cannot be given for type gp2",
      "throughput cannot be given for type gp2",
      "throughput is 100, but must be a whole number from 125 to 2000",
      "multiAttachEnabled needs type io1 or io2",
      'kmsKeyId is "key", but must be the ARN of a key',
      "kmsKeyId needs encrypted to be true",
      "volumeInitializationRate cannot be given without snapshotId",
      "volumeInitializationRate is 50, but must be a whole number from 100 to 300",
    ]);
    expect(aws.problems(VOLUME, { ...gp3, type: "io2" })).toEqual(["iops is required for type io2, but it is missing"]);
    expect(aws.problems(VOLUME, { ...gp3, type: "gp4" })).toEqual([
      'type is "gp4", but must be one of gp2, gp3, io1, io2, sc1, st1, standard',
    ]);
  });

  test("share a region's storage by type, in TiB, new ones and growing ones alike", async () => {
    aws.settings({ limits: { gp3StorageTiBPerRegion: 2 } });
    const made = await volume({ size: 1024 });
    await volume({ size: 512 });
    await expect(volume({ size: 513 })).rejects.toThrow(
      "VolumeLimitExceeded: The maximum storage of gp3 volumes, in TiB, has been reached: gp3 has 1.5 of 2, and 0.5009765625 would be added.",
    );
    await volume({ size: 513, type: "gp2" });
    await aws.update(made, { size: 1536 });
    await expect(aws.update(made, { size: 1537 })).rejects.toThrow("VolumeLimitExceeded");
    await aws.delete(made);
    await volume({ size: 1536 });
  });
});
