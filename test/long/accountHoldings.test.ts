/** What an account is found to hold, asked through the AWS SDK of a simulation that others make, moto. */
import { CreateLogGroupCommand, CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect } from "@jest/globals";

import { cellSchema, type AwsCell } from "../../core/schema/cell.ts";
import { accountHoldings, openAccount } from "../../fleet/settle/accountHoldings.ts";
import { startMoto, type MotoServer } from "../../tools/moto/server.ts";
import { pythonToolOfSetUp } from "../helpers/pythonTools.ts";
import { testUnless } from "../helpers/skip.ts";

const tool = pythonToolOfSetUp("moto");
const withMoto = testUnless(typeof tool === "string" ? tool : undefined);

/** The account that credentials lead to in moto. */
const accountId = "123456789012";
const region = "eu-central-1";
const cellOf = (more: object = {}): AwsCell =>
  cellSchema.parse({
    id: "main",
    target: "aws",
    region,
    accountId,
    zones: ["eu-central-1a"],
    supernet: "10.40.0.0/13",
    ...more,
  }) as AwsCell;

let moto: MotoServer | undefined;
const before = { ...process.env };

beforeAll(async () => {
  if (typeof tool === "string") return;
  moto = await startMoto(tool, process.env);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: moto.url,
    AWS_ACCESS_KEY_ID: "nobody",
    AWS_SECRET_ACCESS_KEY: "nothing",
  });
});

afterAll(async () => {
  process.env = before;
  await moto?.stop();
});

withMoto(
  "what is tagged with a tenant's id is found with the ids by which Pulumi imports it, also by a role",
  async () => {
    const Tags = [
      { Key: "tenantry:tenant", Value: "acme" },
      { Key: "Name", Value: "acme--web" },
    ];
    const ec2 = new EC2Client({ region });
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: "10.40.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
    );
    await ec2.send(new CreateVpcCommand({ CidrBlock: "10.41.0.0/16" }));
    const logs = new CloudWatchLogsClient({ region });
    await logs.send(
      new CreateLogGroupCommand({ logGroupName: "/tenantry/acme/web", tags: { "tenantry:tenant": "acme" } }),
    );
    const TagsOfKey = Tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
    const { KeyMetadata } = await new KMSClient({ region }).send(new CreateKeyCommand({ Tags: TagsOfKey }));
    const s3 = new S3Client({ region, forcePathStyle: true });
    const Bucket = "northwind--acme--web--assets";
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } }));
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags } }));
    await new RDSClient({ region }).send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: "acme-0-web-0-main",
        DBInstanceClass: "db.t4g.micro",
        Engine: "postgres",
        AllocatedStorage: 20,
        MasterUsername: "someone",
        ManageMasterUserPassword: true,
        Tags,
      }),
    );
    const found = await accountHoldings(cellOf(), "acme", await openAccount(cellOf()));
    expect(new Set(found.map(({ type, id }) => `${type} ${id}`))).toEqual(
      new Set([
        `aws:ec2/vpc:Vpc ${String(Vpc?.VpcId)}`,
        "aws:cloudwatch/logGroup:LogGroup /tenantry/acme/web",
        `aws:kms/key:Key ${String(KeyMetadata?.KeyId)}`,
        `aws:s3/bucket:Bucket ${Bucket}`,
        "aws:rds/instance:Instance acme-0-web-0-main",
      ]),
    );
    expect(await accountHoldings(cellOf(), "globex", await openAccount(cellOf()))).toEqual([]);
    expect(await accountHoldings(cellOf(), undefined, await openAccount(cellOf()))).toHaveLength(found.length);
    const byRole = cellOf({ assumeRoleArn: `arn:aws:iam::${accountId}:role/tenantry` });
    expect(await accountHoldings(byRole, "acme", await openAccount(byRole))).toHaveLength(found.length);
  },
);
