/** What infrastructure uses, worked out for orders of which every figure is known. */
import { describe, expect, test } from "@jest/globals";

import { iaasAssumptions } from "../../../../components/iaas/assumptions.ts";
import type { IaasBundlePlan } from "../../../../components/iaas/bundle.ts";
import { consumption } from "../../../../components/iaas/consumption.ts";
import type { Consumption, Usage } from "../../../../core/kinds/consumption.ts";
import type { Json } from "../../../../core/kinds/serviceKind.ts";
import { sampleTiers } from "../../../../docs/tiers/sampleTenants.ts";
import { bundleOf, tierOf } from "../../../helpers/plannedBundle.ts";

const premium = sampleTiers().find((sample) => tierOf(sample) === "iaas/premium@1");
if (premium === undefined) throw new TypeError("there is no premium tier");
const bundle = bundleOf(premium) as unknown as IaasBundlePlan;

/** Every assumption as one figure, so that every quantity is one too. */
const known: Usage = {
  ...Object.fromEntries(Object.keys(iaasAssumptions).map((name) => [name, { low: 1, expected: 1, high: 1 }])),
  ...Object.fromEntries(
    ["scaledPercent", "storedLogPercent", "fileSystemHotPercent", "filledPercent"].map((name) => [
      name,
      { low: 50, expected: 50, high: 50 },
    ]),
  ),
};

function consumed(changes: Partial<IaasBundlePlan> = {}): readonly Consumption[] {
  return consumption({ ...bundle, ...changes } as unknown as Json, known);
}

/** What is expected of each rate of one part. */
function ratesOf(found: readonly Consumption[], part: string, type?: string): Record<string, number> {
  const charges = found
    .filter((each) => each.part === part && (type === undefined || each.type === type))
    .flatMap((each) => each.charges);
  return Object.fromEntries(
    charges.map(({ rate, region, quantity }) => [
      `${rate}${region === undefined ? "" : ` in ${region}`}`,
      quantity.expected,
    ]),
  );
}

describe("of the premium sample, with three machines that may become four", () => {
  const found = consumed();

  test("the network has a gateway, and seven endpoints, in each of three zones", () => {
    expect(ratesOf(found, "NAT gateways")).toEqual({
      "aws.ec2.natGateway.hour": 2190,
      "aws.ec2.natGateway.gib": 3.5,
      "aws.ec2.publicIpv4.hour": 2190,
    });
    expect(ratesOf(found, "service endpoints")).toEqual({
      "aws.vpc.endpoint.hour": 15_330,
      "aws.vpc.endpoint.gib": 3.5,
    });
  });

  test("flow logs keep a year of what three and a half machines write, compressed to half", () => {
    expect(ratesOf(found, "flow logs")).toEqual({
      "aws.cloudwatch.logs.vended.gib": 3.5,
      // 3.5 × 0.5 × 365 days of 24 hours, by 730 hours.
      "aws.cloudwatch.logs.stored.gibMonth": 21,
    });
  });

  test("machines are paid for by the hour, with their disks, metrics and traffic", () => {
    expect(ratesOf(found, 'machines "app"')).toEqual({
      "aws.ec2.instance.t4g.small.hour": 2555,
      "aws.ec2.surplusCpu.t4g.hour": 3.5,
      "aws.ebs.gp3.gibMonth": 70,
      "aws.cloudwatch.metric.month": 24.5,
      "aws.transfer.internet.gib": 3.5,
      "aws.transfer.betweenZones.gib": 7,
      "aws.cloudwatch.alarm.month": 2,
    });
    expect(ratesOf(found, 'load balancer of "app"')).toEqual({
      "aws.elb.application.hour": 730,
      "aws.elb.application.capacityUnit.hour": 730,
      "aws.ec2.publicIpv4.hour": 2190,
    });
  });

  test("a database stands in two zones, and its load is recorded for long", () => {
    expect(ratesOf(found, 'database "main"')).toEqual({
      "aws.rds.instance.postgres.db.t4g.medium.multi.hour": 730,
      "aws.rds.surplusCpu.t4g.hour": 1,
      "aws.rds.gp3.multi.gibMonth": 20,
      // Half of 20 GiB, and 35 days of one per cent of it: 13.5 GiB, and 20 are included.
      "aws.rds.backup.gibMonth": 0,
      "aws.rds.insights.advanced.db.t4g.medium.hour": 730,
      "aws.secretsmanager.secret.month": 1,
    });
  });

  test("backups keep 90 days and their copies 35, in the other region", () => {
    expect(ratesOf(found, "backups")).toEqual({
      // Half of 20 GiB of volume and of 70 of machines' disks, and 90 days of one per cent of that: 45 × 1.9.
      "aws.backup.ebs.gibMonth": 85.5,
      "aws.backup.rds.gibMonth": 19,
      // One GiB in the bucket, and of access logs two a month for 372 days, which are 24.460274 GiB: 25.460274 × 1.9.
      "aws.backup.s3.gibMonth": 48.3745206,
      "aws.backup.efs.warm.gibMonth": 1.9,
      // One per cent of 45 + 10 + 25.460274 + 1 GiB, on each of 730 / 24 days.
      "aws.transfer.betweenRegions.gib": 24.7775,
    });
    expect(ratesOf(found, "copies in eu-west-1")).toEqual({
      "aws.backup.ebs.gibMonth in eu-west-1": 60.75,
      "aws.backup.rds.gibMonth in eu-west-1": 13.5,
      "aws.backup.s3.gibMonth in eu-west-1": 34.3713699,
      "aws.backup.efs.warm.gibMonth in eu-west-1": 1.35,
    });
  });
});

describe("where an order is otherwise", () => {
  const [group] = bundle.machines;
  const loadBalancer = group?.loadBalancer;
  const { backup } = bundle;
  const copy = backup?.copy;
  if (group === undefined || loadBalancer === undefined || backup === undefined || copy === undefined) {
    throw new TypeError("the sample has all of it");
  }

  test("a load balancer inside the network has no public address", () => {
    const machines = [{ ...group, loadBalancer: { ...loadBalancer, internal: true } }];
    expect(Object.keys(ratesOf(consumed({ machines }), 'load balancer of "app"'))).not.toContain(
      "aws.ec2.publicIpv4.hour",
    );
  });

  test("a machine that is of no burstable size is not charged for its bursts", () => {
    const machines = [{ ...group, instanceType: "m7g.large" }];
    const rates = Object.keys(ratesOf(consumed({ machines }), 'machines "app"'));
    expect(rates).toContain("aws.ec2.instance.m7g.large.hour");
    expect(rates.filter((rate) => rate.includes("surplusCpu"))).toEqual([]);
  });

  test("a vault that nothing is copied into costs nothing, and nothing is carried there", () => {
    const { region, vaultName } = copy;
    const found = consumed({ backup: { ...backup, copy: { region, vaultName } } });
    expect(found.find(({ part, type }) => part === "copies in eu-west-1" && type.endsWith(":Vault"))).toEqual({
      part: "copies in eu-west-1",
      type: "aws:backup/vault:Vault",
      count: 1,
      charges: [],
      free: "AWS charges for what a vault keeps, and nothing is copied into this one.",
    });
    expect(Object.keys(ratesOf(found, "backups"))).not.toContain("aws.transfer.betweenRegions.gib");
  });

  test("what becomes cold is of file systems alone", () => {
    const found = ratesOf(consumed({ backup: { ...backup, coldAfterDays: 10, retentionDays: 100 } }), "backups");
    expect(found["aws.backup.efs.warm.gibMonth"]).toBe(1.1);
    expect(found["aws.backup.efs.cold.gibMonth"]).toBe(0.9);
    expect(found["aws.backup.rds.gibMonth"]).toBe(20);
  });

  test("storage that grows by itself is expected as it is ordered, and at the most as it may become", () => {
    const databases = bundle.databases.map((database) => ({ ...database, maximumStorageGiB: 100 }));
    const storage = consumed({ databases })
      .flatMap(({ charges }) => charges)
      .find(({ rate }) => rate === "aws.rds.gp3.multi.gibMonth");
    expect(storage?.quantity).toEqual({ low: 20, expected: 20, high: 100 });
  });
});
