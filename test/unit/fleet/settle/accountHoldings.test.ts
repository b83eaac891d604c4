import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { cellSchema, type AwsCell } from "../../../../core/schema/cell.ts";
import { accountHoldings, openAccount, type AskTags } from "../../../../fleet/settle/accountHoldings.ts";

const cell = cellSchema.parse({
  id: "main",
  target: "aws",
  region: "eu-central-1",
  accountId: "111122223333",
  zones: ["eu-central-1a"],
  supernet: "10.40.0.0/13",
  copyRegion: "eu-west-1",
}) as AwsCell;

const tagged = (arn: string, more: Readonly<Record<string, string>> = {}) => ({
  ResourceARN: arn,
  Tags: Object.entries({ "tenantry:tenant": "acme", ...more }).map(([Key, Value]) => ({ Key, Value })),
});
const arnOf = (service: string, resource: string, region = "eu-central-1"): string =>
  `arn:aws:${service}:${region}:111122223333:${resource}`;

const listing =
  (byRegion: Readonly<Record<string, readonly ReturnType<typeof tagged>[]>>): AskTags =>
  (region) =>
    Promise.resolve({ ResourceTagMappingList: [...(byRegion[region] ?? [])], $metadata: {} });

describe("what an account holds", () => {
  test("is told by Pulumi's types and ids", async () => {
    const ask = listing({
      "eu-central-1": [
        tagged(arnOf("ec2", "vpc/vpc-1"), { Name: "acme--web" }),
        tagged(arnOf("logs", "log-group:/tenantry/acme/web:*")),
        tagged(arnOf("rds", "db:acme-0-web-0-main")),
        tagged(arnOf("backup", "backup-plan:3d8f")),
        tagged(arnOf("elasticloadbalancing", "loadbalancer/app/acme--web--app/50dc6c495c0c9188")),
        tagged("arn:aws:s3:::northwind--acme--web--assets"),
        tagged(arnOf("sqs", "strange-queue")),
      ],
    });
    const found = await accountHoldings(cell, "acme", ask);
    expect(found.map(({ type, id, name }) => [type, id, name])).toEqual([
      ["aws:ec2/vpc:Vpc", "vpc-1", "acme--web"],
      ["aws:cloudwatch/logGroup:LogGroup", "/tenantry/acme/web", "/tenantry/acme/web"],
      ["aws:rds/instance:Instance", "acme-0-web-0-main", "acme-0-web-0-main"],
      ["aws:backup/plan:Plan", "3d8f", "3d8f"],
      [
        "aws:lb/loadBalancer:LoadBalancer",
        arnOf("elasticloadbalancing", "loadbalancer/app/acme--web--app/50dc6c495c0c9188"),
        "acme--web--app",
      ],
      ["aws:s3/bucket:Bucket", "northwind--acme--web--assets", "northwind--acme--web--assets"],
      ["sqs:strange-queue", arnOf("sqs", "strange-queue"), "strange-queue"],
    ]);
    expect(found[0]).toEqual({
      stack: "acme",
      cell: "main",
      type: "aws:ec2/vpc:Vpc",
      id: "vpc-1",
      name: "acme--web",
      tags: { "tenantry:tenant": "acme", Name: "acme--web" },
      created: null,
      arn: arnOf("ec2", "vpc/vpc-1"),
    });
  });

  test("is asked of the region of second copies too, and of the one that lists what is in none", async () => {
    const policy = "arn:aws:iam::111122223333:policy/acme--web--boundary";
    const ask = listing({
      "eu-west-1": [tagged(arnOf("kms", "key/1a2b", "eu-west-1"))],
      "us-east-1": [
        tagged(policy),
        tagged("arn:aws:budgets::111122223333:budget/acme--web"),
        tagged(arnOf("ec2", "vpc/vpc-9", "us-east-1")), // of another cell's, which is not asked here
      ],
    });
    const found = await accountHoldings(cell, "acme", ask);
    expect(found.map(({ type, id }) => [type, id])).toEqual([
      ["aws:kms/key:Key", "1a2b"],
      ["aws:iam/policy:Policy", policy],
      ["aws:budgets/budget:Budget", "111122223333:acme--web"],
    ]);
  });

  test("is none of another account's, and once what two regions tell of", async () => {
    const policy = tagged("arn:aws:iam::111122223333:policy/acme--web--boundary");
    const ask = listing({
      "eu-central-1": [policy, tagged("arn:aws:ec2:eu-central-1:999999999999:vpc/vpc-1")],
      "us-east-1": [policy],
    });
    expect(await accountHoldings(cell, "acme", ask)).toHaveLength(1);
  });
});

describe("the API", () => {
  let server: Server;
  let asked: { readonly body: unknown; readonly host: string; readonly target: unknown }[];
  const before = { ...process.env };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (part: Buffer) => (text += part.toString()));
      request.on("end", () => {
        const body = JSON.parse(text) as { PaginationToken?: string };
        const { authorization = "", "x-amz-target": target } = request.headers;
        asked.push({ body, host: authorization.split("/")[2] ?? "", target });
        const isFirst = (body.PaginationToken ?? "") === "";
        response.setHeader("content-type", "application/x-amz-json-1.1");
        response.end(
          JSON.stringify({
            PaginationToken: isFirst ? "more" : "",
            ResourceTagMappingList: [tagged(arnOf("ec2", isFirst ? "vpc/vpc-1" : "subnet/subnet-1"))],
          }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    process.env["AWS_ENDPOINT_URL"] = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    process.env["AWS_ACCESS_KEY_ID"] = "nobody";
    process.env["AWS_SECRET_ACCESS_KEY"] = "nothing";
  });

  afterEach(() => {
    process.env = before;
    server.closeAllConnections();
    server.close();
  });

  test("is asked page by page for the tenant's tag, in the region", async () => {
    const ask = await openAccount(cell);
    const found = await accountHoldings({ ...cell, copyRegion: undefined }, "acme", ask);
    expect(found.map(({ id }) => id)).toEqual(["vpc-1", "subnet-1"]);
    const TagFilters = [{ Key: "tenantry:tenant", Values: ["acme"] }];
    expect(asked.map(({ body }) => body)).toEqual([
      { TagFilters, PaginationToken: "" },
      { TagFilters, PaginationToken: "more" },
      { TagFilters, PaginationToken: "" },
      { TagFilters, PaginationToken: "more" },
    ]);
    expect(asked.map(({ host }) => host)).toEqual(["eu-central-1", "eu-central-1", "us-east-1", "us-east-1"]);
    expect(asked[0]?.target).toBe("ResourceGroupsTaggingAPI_20170126.GetResources");
  });
});
