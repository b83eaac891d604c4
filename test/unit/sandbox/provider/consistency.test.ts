import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { hiddenFor } from "../../../../sandbox/provider/consistency.ts";
import { SimulatedAws, type Made } from "../../../helpers/simulatedAws.ts";

const now = new Date("2026-01-01T00:00:00Z");

describe("a new object", () => {
  const made = (seconds: number) => ({ type: "aws:iam/role:Role", createdAt: `2025-12-31T23:59:${String(seconds)}Z` });
  const rule = { type: "aws:iam/*", milliseconds: 3000, patienceMilliseconds: 9000 };

  test("is hidden for as long as the first rule for its type says", () => {
    expect(hiddenFor(made(58), [rule], now)).toEqual({ milliseconds: 1000, patience: 9000 });
    expect(hiddenFor(made(57), [rule], now)).toBeUndefined();
    expect(hiddenFor(made(59), [{ ...rule, milliseconds: 500 }, rule], now)).toBeUndefined();
  });

  test("is not hidden by rules for others, or without any", () => {
    expect(hiddenFor(made(59), [{ ...rule, type: "aws:ec2/*" }], now)).toBeUndefined();
    expect(hiddenFor(made(59), [], now)).toBeUndefined();
  });
});

describe("what refers to a new object", () => {
  let aws: SimulatedAws;
  let vpc: Made;

  beforeEach(async () => {
    aws = await SimulatedAws.start();
    vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  });

  afterEach(() => {
    aws.remove();
  });

  const subnet = (): Promise<Made> =>
    aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "eu-central-1a" });

  test("finds it when the provider has asked for long enough", async () => {
    aws.settings({ consistency: [{ type: "aws:ec2/vpc:*", milliseconds: 20 }] });
    expect((await subnet()).outputs["vpcId"]).toBe(vpc.id);
  });

  test("is refused with the target's own error when the provider asks no longer", async () => {
    aws.settings({ consistency: [{ type: "aws:ec2/vpc:*", milliseconds: 5000, patienceMilliseconds: 10 }] });
    await expect(subnet()).rejects.toThrow(/InvalidVpcID\.NotFound/);
    expect(aws.count()).toBeGreaterThan(0);
    aws.settings({});
    expect((await subnet()).outputs["vpcId"]).toBe(vpc.id);
  });
});
