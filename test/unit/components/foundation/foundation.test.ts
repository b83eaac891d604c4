import { beforeAll, describe, expect, test } from "@jest/globals";
import type * as pulumi from "@pulumi/pulumi";

import { Foundation } from "../../../../components/foundation/foundation.ts";
import type { FoundationFeatures } from "../../../../components/foundation/order.ts";
import { planFoundation } from "../../../../components/foundation/plan.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";
import { partContext } from "../../../helpers/partContext.ts";
import { protectionAccount } from "../../../helpers/protection.ts";

const tags = { "tenantry:tenant": "acme", "tenantry:subscription": "web" };
const render = (
  features: FoundationFeatures,
  copyRegion?: string,
  more: { protect?: boolean } = {},
  opts?: pulumi.ComponentResourceOptions,
): Promise<RenderedComponent> =>
  renderComponent(() => {
    const foundation = planFoundation(partContext(), features, copyRegion).plan;
    const component = new Foundation("web", { foundation, tags, ...more }, opts);
    const { permissionsBoundaryArn, keyArn, copyKeyArn, logGroupName, logGroupArn } = component;
    return { permissionsBoundaryArn, keyArn, copyKeyArn, logGroupName, logGroupArn };
  });

describe("the foundation of a tier that has little", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render({ dedicatedKey: false });
  });

  test("is a boundary and a group of the subscription's resources", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:resourcegroups/group:Group web-resources < web",
      "aws:iam/policy:Policy web-boundary < web-boundary",
      "tenantry:foundation:PermissionsBoundary web-boundary < web",
      "tenantry:foundation:Foundation web < tenantry-test",
    ]);
    expect(inputsOf(rendered, "aws:resourcegroups/group:Group")).toEqual({
      name: "tenantry.acme--web",
      description: "What belongs to one subscription of a tenant",
      resourceQuery: {
        type: "TAG_FILTERS_1_0",
        query: JSON.stringify({
          ResourceTypeFilters: ["AWS::AllSupported"],
          TagFilters: [
            { Key: "tenantry:tenant", Values: ["acme"] },
            { Key: "tenantry:subscription", Values: ["web"] },
          ],
        }),
      },
      tags,
    });
    expect(inputsOf(rendered, "aws:iam/policy:Policy")).toMatchObject({ name: "acme--web--boundary", tags });
  });

  test("tells what there is, and of nothing else", () => {
    expect(rendered.outputs).toEqual({
      permissionsBoundaryArn: "arn:aws:test:::web-boundary",
      keyArn: undefined,
      copyKeyArn: undefined,
      logGroupName: undefined,
      logGroupArn: undefined,
    });
  });
});

describe("the foundation of a tier that has all", () => {
  const all: FoundationFeatures = {
    dedicatedKey: true,
    logs: { retentionDays: 365 },
    budget: { monthlyUsd: 900, thresholds: [80] },
  };
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render(all, "eu-west-1");
  });

  test("has two keys, a log group and a budget too", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:cloudwatch/logGroup:LogGroup web-logs < web",
      "aws:resourcegroups/group:Group web-resources < web",
      "aws:budgets/budget:Budget web-budget < web-budget",
      "tenantry:foundation:BudgetAlarm web-budget < web",
      "aws:kms/alias:Alias web-copy-key < web-copy-key",
      "aws:kms/alias:Alias web-key < web-key",
      "aws:kms/key:Key web-copy-key < web-copy-key",
      "aws:kms/key:Key web-key < web-key",
      "tenantry:foundation:CustomerKey web-copy-key < web",
      "tenantry:foundation:CustomerKey web-key < web",
      "aws:iam/policy:Policy web-boundary < web-boundary",
      "tenantry:foundation:PermissionsBoundary web-boundary < web",
      "tenantry:foundation:Foundation web < tenantry-test",
    ]);
  });

  test("encrypts the log group by the key, and keeps it as long as the tier says", () => {
    expect(inputsOf(rendered, "aws:cloudwatch/logGroup:LogGroup")).toEqual({
      name: "/tenantry/acme/web",
      retentionInDays: 365,
      kmsKeyId: "arn:aws:test:::web-key",
      skipDestroy: false,
      tags,
    });
  });

  test("has the key for copies where the copies are, and log groups use the other one alone", () => {
    const key = inputsOf(rendered, "aws:kms/key:Key", "web-key");
    const copy = inputsOf(rendered, "aws:kms/key:Key", "web-copy-key");
    expect([key["region"], copy["region"]]).toEqual(["eu-central-1", "eu-west-1"]);
    expect(String(key["policy"])).toContain("logs.eu-central-1.amazonaws.com");
    expect(String(copy["policy"])).toContain("backup.eu-west-1.amazonaws.com");
    expect(String(copy["policy"])).not.toContain("LogGroupsUse");
    expect(inputsOf(rendered, "aws:kms/alias:Alias", "web-copy-key")).toEqual({
      name: "alias/tenantry/acme/web",
      targetKeyId: "web-copy-key-id",
      region: "eu-west-1",
    });
  });

  test("protects the keys and nothing else, unless it is told not to", async () => {
    const [guarded, open] = [protectionAccount(), protectionAccount()];
    await render(all, "eu-west-1", {}, guarded.opts);
    expect(guarded.guarded).toEqual(["aws:kms/key:Key web-key", "aws:kms/key:Key web-copy-key"]);
    await render(all, "eu-west-1", { protect: false }, open.opts);
    expect(open.guarded).toEqual([]);
  });

  test("tells of all", () => {
    expect(rendered.outputs).toEqual({
      permissionsBoundaryArn: "arn:aws:test:::web-boundary",
      keyArn: "arn:aws:test:::web-key",
      copyKeyArn: "arn:aws:test:::web-copy-key",
      logGroupName: "/tenantry/acme/web",
      logGroupArn: "arn:aws:test:::web-logs",
    });
  });
});
