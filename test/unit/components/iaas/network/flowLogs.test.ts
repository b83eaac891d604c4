import { beforeAll, describe, expect, test } from "@jest/globals";

import { FlowLogs, type FlowLogsArgs } from "../../../../../components/iaas/network/flowLogs.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };
const render = (more: Partial<FlowLogsArgs> = {}): Promise<RenderedComponent> =>
  renderComponent(
    () =>
      new FlowLogs("web-flows", {
        vpcId: "vpc-1",
        logGroupName: "/tenantry/acme/web/flows",
        retentionDays: 90,
        roleName: "acme--web--flows",
        accountId: "111122223333",
        tags,
        ...more,
      }).logGroupArn,
  );

describe("a network's flow logs", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("are a log group and the role that writes to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:cloudwatch/logGroup:LogGroup web-flows < web-flows",
      "aws:ec2/flowLog:FlowLog web-flows < web-flows",
      "aws:iam/role:Role web-flows < web-flows",
      "aws:iam/rolePolicy:RolePolicy web-flows < web-flows",
      "tenantry:iaas:FlowLogs web-flows < tenantry-test",
    ]);
    expect(rendered.outputs).toBe("arn:aws:test:::web-flows");
  });

  test("hold all traffic, as long as the tier says", () => {
    expect(inputsOf(rendered, "aws:ec2/flowLog:FlowLog")).toEqual({
      vpcId: "vpc-1",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:test:::web-flows",
      iamRoleArn: "arn:aws:test:::web-flows",
      maxAggregationInterval: 600,
      tags,
    });
    expect(inputsOf(rendered, "aws:cloudwatch/logGroup:LogGroup")).toEqual({
      name: "/tenantry/acme/web/flows",
      retentionInDays: 90,
      skipDestroy: false,
      tags,
    });
  });

  test("are written by a role that this account's flow log service alone can take, and that can do nothing else", () => {
    const { assumeRolePolicy, ...role } = inputsOf(rendered, "aws:iam/role:Role");
    expect(role).toEqual({ name: "acme--web--flows", description: "Writes the flow logs of one network", tags });
    expect(JSON.parse(assumeRolePolicy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
    const { policy } = inputsOf(rendered, "aws:iam/rolePolicy:RolePolicy");
    expect(JSON.parse(policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: "arn:aws:test:::web-flows:*",
        },
      ],
    });
  });

  test("are written within the boundary, where there is one", async () => {
    const bounded = await render({ permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" });
    expect(inputsOf(bounded, "aws:iam/role:Role")["permissionsBoundary"]).toBe(
      "arn:aws:iam::111122223333:policy/boundary",
    );
  });

  test("are encrypted by the tenant's own key, where there is one", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    expect(inputsOf(await render({ keyArn }), "aws:cloudwatch/logGroup:LogGroup")["kmsKeyId"]).toBe(keyArn);
  });
});
