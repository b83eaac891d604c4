/** Amazon EBS: volumes. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";

const VOLUME = "aws:ebs/volume:Volume";

const data = { availabilityZone: "eu-central-1a", type: "gp3", size: 20, encrypted: true };

const volume = (aws: Account) => aws.create(VOLUME, data);

/** Cases of volumes. */
export const volumeCases: readonly Case[] = [
  accepted("ec2:CreateVolume", "an encrypted volume", (aws) => () => volume(aws)),
  refused(
    "ec2:CreateVolume",
    "InvalidZone.NotFound",
    "a zone that is not there",
    (aws) => () => aws.create(VOLUME, { ...data, availabilityZone: "eu-central-1z" }),
  ),
  refused(
    "ec2:CreateVolume",
    "InvalidParameterValue",
    "a cold volume of 100 GiB",
    (aws) => () => aws.create(VOLUME, { ...data, type: "sc1", size: 100 }),
  ),
  refused(
    "ec2:CreateVolume",
    "InvalidParameterValue",
    "more operations than the size allows",
    (aws) => () => aws.create(VOLUME, { ...data, type: "io1", size: 10, iops: 1000 }),
  ),
  refused(
    "ec2:CreateVolume",
    "InvalidParameterDependency",
    "a key without encryption",
    async (aws) => {
      const key = await aws.create("aws:kms/key:Key", {});
      return () => aws.create(VOLUME, { ...data, encrypted: false, kmsKeyId: key.arn });
    },
    { inPreview: "kmsKeyId" },
  ),
  accepted("ec2:ModifyVolume", "a larger volume", async (aws) => {
    const made = await volume(aws);
    return () => aws.update(made, { size: 40 });
  }),
  refused("ec2:ModifyVolume", "InvalidParameterValue", "a smaller volume", async (aws) => {
    const made = await volume(aws);
    return () => aws.update(made, { size: 10 });
  }),
  accepted("ec2:DeleteVolume", "a volume", async (aws) => {
    const made = await volume(aws);
    return () => aws.delete(made);
  }),
];
