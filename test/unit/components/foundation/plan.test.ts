import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { foundationFeatures } from "../../../../components/foundation/order.ts";
import { planFoundation, type FoundationPlan } from "../../../../components/foundation/plan.ts";
import { partContext } from "../../../helpers/partContext.ts";

const features = z.strictObject(foundationFeatures);
const plan = (tier: z.input<typeof features> = {}, copyRegion?: string, context = partContext()): FoundationPlan => {
  const { plan: planned, claims, problems } = planFoundation(context, features.parse(tier), copyRegion);
  expect([claims, problems]).toEqual([[], []]);
  return planned;
};

describe("a foundation is planned", () => {
  test("with a boundary and a resource group for every tier", () => {
    expect(plan()).toEqual({
      accountId: "000000000000",
      region: "eu-central-1",
      ownTags: {
        tenant: { key: "tenantry:tenant", value: "acme" },
        subscription: { key: "tenantry:subscription", value: "web" },
      },
      boundary: {
        policyName: "acme--web--boundary",
        regions: ["eu-central-1"],
        isolation: "bridge",
        bucketNamePrefix: "northwind--acme--",
        roleNamePrefix: "acme--",
      },
      resourceGroupName: "tenantry.acme--web",
    });
  });

  test("with key, log group and budget where the tier has them", () => {
    const tier = {
      dedicatedKey: true,
      logs: { retentionDays: 90 },
      budget: { monthlyUsd: 250.5, thresholds: [100, 80] },
    } as const;
    expect(plan({ ...tier, budget: { ...tier.budget, thresholds: [100, 80] } }, "eu-west-1")).toMatchObject({
      boundary: { regions: ["eu-central-1", "eu-west-1"] },
      key: {
        aliasName: "alias/tenantry/acme/web",
        copyRegion: "eu-west-1",
        services: ["backup", "ec2", "elasticfilesystem", "logs", "rds", "s3", "secretsmanager"],
        logGroups: ["/tenantry/acme/web", "/tenantry/acme/web/*", "/aws/rds/instance/acme-0-web-0-*"],
      },
      logs: { logGroupName: "/tenantry/acme/web", retentionDays: 90 },
      budget: {
        budgetName: "acme--web",
        monthlyLimit: "250.50",
        thresholds: [80, 100],
        subscribers: ["ops@acme.example", "ap@acme.example"],
      },
    });
  });

  test("with one key where copies stay in the region, and with one mail to who has both contacts", () => {
    const contacts = { ...partContext().contacts, billing: partContext().contacts.technical };
    const tier = { dedicatedKey: true, budget: { monthlyUsd: 10, thresholds: [100] } };
    const planned = plan(tier, "eu-central-1", partContext({ contacts }));
    expect(planned.boundary.regions).toEqual(["eu-central-1"]);
    expect(planned.key).not.toHaveProperty("copyRegion");
    expect(planned.budget?.subscribers).toEqual(["ops@acme.example"]);
  });

  test("for an account of the tenant's own only where the cell is kept for the tenant", () => {
    const isolationOf = (changes: Parameters<typeof partContext>[0]): string =>
      plan({}, undefined, partContext(changes)).boundary.isolation;
    const own = { ...partContext().cell, tenant: "acme" };
    expect(isolationOf({ isolation: "silo", cell: own })).toBe("silo");
    expect(isolationOf({ isolation: "silo" })).toBe("bridge");
    expect(isolationOf({ isolation: "bridge", cell: own })).toBe("bridge");
    expect(isolationOf({ isolation: "silo", cell: { ...own, tenant: "globex" } })).toBe("bridge");
  });

  test("the same for a suspended tenant: what is kept stays encrypted, bounded and paid for", () => {
    const tier = { dedicatedKey: true, logs: { retentionDays: 90 } } as const;
    expect(plan(tier, undefined, partContext({ state: "suspended" }))).toEqual(plan(tier));
  });
});

describe("a tier's features of a foundation", () => {
  const said = (value: unknown): string[] =>
    features.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

  test("may be left out", () => {
    expect(features.parse({})).toEqual({ dedicatedKey: false });
  });

  test.each([
    [{ logs: { retentionDays: 100 } }, ["Invalid input"]],
    [{ budget: { monthlyUsd: 10.001, thresholds: [80] } }, ["an amount in US dollars has at most two decimals"]],
    [{ budget: { monthlyUsd: 10, thresholds: [80, 80] } }, ["each threshold is named once"]],
    [
      { budget: { monthlyUsd: 10, thresholds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } },
      ["Too big: expected array to have <=9 items"],
    ],
    [
      { budget: { monthlyUsd: 0, thresholds: [] } },
      ["Too small: expected number to be >0", "Too small: expected array to have >=1 items"],
    ],
  ])("%j is refused: %j", (value, expected) => {
    expect(said(value)).toEqual(expected);
  });
});
