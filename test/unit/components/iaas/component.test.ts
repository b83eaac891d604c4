import { beforeAll, describe, expect, test } from "@jest/globals";

import type { IaasBundlePlan } from "../../../../components/iaas/bundle.ts";
import { IaasBundle } from "../../../../components/iaas/component.ts";
import { sampleTiers } from "../../../../docs/tiers/sampleTenants.ts";
import { protectionAccount } from "../../../helpers/protection.ts";
import { inputsOf, renderComponent, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };

const samples = sampleTiers();

function bundleOf(id: string): IaasBundlePlan {
  const [subscription] = samples.find(({ resolved }) => resolved.id === id)?.resolved.subscriptions ?? [];
  if (subscription === undefined) throw new Error(`no sample ${id}`);
  return subscription.bundle as unknown as IaasBundlePlan;
}

const render = (bundle: IaasBundlePlan, protect?: boolean): Promise<RenderedComponent> =>
  renderComponent(() => new IaasBundle("web", { ...bundle, tags, ...(protect !== undefined && { protect }) }).outputs);

const key = "arn:aws:test:::web-key";
const copyKey = "arn:aws:test:::web-copy-key";
const boundary = "arn:aws:test:::web-boundary";

describe("a bundle of all that a tier has", () => {
  let rendered: RenderedComponent;
  let bundle: IaasBundlePlan;
  beforeAll(async () => {
    bundle = bundleOf("iaas-standard-2");
    rendered = await render(bundle);
  });

  test("has its parts, and nothing besides", () => {
    const bundleUrn = rendered.resources.find(({ type }) => type === "tenantry:iaas:IaasBundle")?.urn;
    const parts = rendered.resources.filter(({ parent }) => parent === bundleUrn);
    expect(parts.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "tenantry:foundation:Foundation web",
      "tenantry:iaas:AccessRoles web",
      "tenantry:iaas:DataVolume web--data",
      "tenantry:iaas:LogBucket web--access--logs",
      "tenantry:iaas:MachineGroup web--app",
      "tenantry:iaas:PrivateBucket web--assets",
      "tenantry:iaas:SharedFileSystem web--shared",
      "tenantry:iaas:TenantBackup web",
      "tenantry:iaas:TenantDatabase web--main",
      "tenantry:iaas:TenantNetwork web",
    ]);
  });

  test("encrypts everything by the tenant's own key", () => {
    expect({
      volume: inputsOf(rendered, "aws:ebs/volume:Volume")["kmsKeyId"],
      files: inputsOf(rendered, "aws:efs/fileSystem:FileSystem")["kmsKeyId"],
      database: inputsOf(rendered, "aws:rds/instance:Instance")["kmsKeyId"],
      password: inputsOf(rendered, "aws:rds/instance:Instance")["masterUserSecretKmsKeyId"],
      vault: inputsOf(rendered, "aws:backup/vault:Vault", "web")["kmsKeyArn"],
      copies: inputsOf(rendered, "aws:backup/vault:Vault", "web-copy")["kmsKeyArn"],
      flows: inputsOf(rendered, "aws:cloudwatch/logGroup:LogGroup", "web-flows")["kmsKeyId"],
      logs: inputsOf(rendered, "aws:cloudwatch/logGroup:LogGroup", "web-logs")["kmsKeyId"],
    }).toEqual({
      volume: key,
      files: key,
      database: key,
      password: key,
      vault: key,
      copies: copyKey,
      flows: key,
      logs: key,
    });
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(inputsOf(rendered, type, "web--assets-encryption")["rules"]).toMatchObject([
      { applyServerSideEncryptionByDefault: { kmsMasterKeyId: key, sseAlgorithm: "aws:kms" } },
    ]);
    const template = inputsOf(rendered, "aws:ec2/launchTemplate:LaunchTemplate");
    expect(template["blockDeviceMappings"]).toMatchObject([{ ebs: { encrypted: "true", kmsKeyId: key } }]);
  });

  test("bounds every role", () => {
    const roles = rendered.resources.filter(({ type }) => type === "aws:iam/role:Role");
    expect(roles.map(({ name, inputs }) => [name, inputs["permissionsBoundary"]]).toSorted()).toEqual(
      ["web--app", "web-backup", "web-flows", "web-operator", "web-read-only", "web-restore"].map((name) => [
        name,
        boundary,
      ]),
    );
  });

  test("records requests to buckets and load balancers in one bucket", () => {
    const logs = bundle.accessLogs?.bucketName;
    expect(inputsOf(rendered, "aws:s3/bucketLogging:BucketLogging")).toMatchObject({
      targetBucket: logs,
      targetPrefix: "buckets/assets/",
    });
    expect(inputsOf(rendered, "aws:lb/loadBalancer:LoadBalancer")["accessLogs"]).toMatchObject({
      bucket: logs,
      prefix: "load-balancers",
      enabled: true,
    });
  });

  test("lets machines out to HTTPS, and to the ports that its databases and file systems answer on", () => {
    const rules = rendered.resources.filter(
      ({ type, name }) =>
        type === "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule" && !name.includes("balancer"),
    );
    const { cidr } = bundle.network;
    expect(rules.map(({ name, inputs }) => [name, inputs["cidrIpv4"], inputs["fromPort"]])).toEqual([
      ["web--app-https", "0.0.0.0/0", 443],
      ["web--app-nfs", cidr, 2049],
      ["web--app-postgres", cidr, 5432],
    ]);
  });

  test("says where everything is", () => {
    expect(rendered.outputs).toMatchObject({
      vpcId: "web-id",
      privateSubnetIds: ["web-private-a-id", "web-private-b-id"],
      outboundAddresses: ["address of web-nat-a"],
      bucketNames: { assets: bundle.buckets[0]?.bucketName },
      volumeIds: { data: "web--data-id" },
      fileSystemIds: { shared: "web--shared-id" },
      logGroupName: bundle.foundation.logs?.logGroupName,
      accessRoleArns: { "read-only": "arn:aws:test:::web-read-only", operator: "arn:aws:test:::web-operator" },
      restoreRoleArn: "arn:aws:test:::web-restore",
    });
    expect(Object.keys((rendered.outputs as { databases: object }).databases)).toEqual(["main"]);
    expect(Object.keys((rendered.outputs as { loadBalancers: object }).loadBalancers)).toEqual(["app"]);
  });
});

describe("protection", () => {
  const holders = [
    "aws:backup/vault:Vault web",
    "aws:backup/vault:Vault web-copy",
    "aws:ebs/volume:Volume web--data",
    "aws:efs/fileSystem:FileSystem web--shared",
    "aws:kms/key:Key web-copy-key",
    "aws:kms/key:Key web-key",
    "aws:rds/instance:Instance web--main",
    "aws:s3/bucket:Bucket web--access--logs",
    "aws:s3/bucket:Bucket web--assets",
  ];
  const standing = async (bundle: IaasBundlePlan, protect?: boolean): Promise<string[]> => {
    const { opts, guarded } = protectionAccount();
    const args = { ...bundle, tags, ...(protect !== undefined && { protect }) };
    await renderComponent(() => new IaasBundle("web", args, opts).outputs);
    return guarded.toSorted();
  };

  test("is for everything that holds data", async () => {
    expect(await standing(bundleOf("iaas-standard-2"))).toEqual(holders);
  });

  test("is taken off what the plan names, one by one", async () => {
    const parts = {
      "buckets/assets": ["aws:s3/bucket:Bucket web--assets"],
      "volumes/data": ["aws:ebs/volume:Volume web--data"],
      "fileSystems/shared": ["aws:efs/fileSystem:FileSystem web--shared"],
      "databases/main": ["aws:rds/instance:Instance web--main"],
      accessLogs: ["aws:s3/bucket:Bucket web--access--logs"],
      backups: ["aws:backup/vault:Vault web", "aws:backup/vault:Vault web-copy"],
      key: ["aws:kms/key:Key web-copy-key", "aws:kms/key:Key web-key"],
    };
    const bundle = bundleOf("iaas-standard-2");
    for (const [part, released] of Object.entries(parts)) {
      const left = await standing({ ...bundle, unprotected: [part] });
      expect([part, holders.filter((holder) => !left.includes(holder))]).toEqual([part, released]);
    }
  });

  test("is taken off everything when the tenant goes, on AWS too", async () => {
    const bundle = bundleOf("iaas-premium-1");
    expect(await standing(bundle, false)).toEqual([]);
    const going = await render(bundle, false);
    expect(inputsOf(going, "aws:rds/instance:Instance")["deletionProtection"]).toBe(false);
    expect(inputsOf(going, "aws:lb/loadBalancer:LoadBalancer")["enableDeletionProtection"]).toBe(false);
    const staying = await render(bundle);
    expect(inputsOf(staying, "aws:rds/instance:Instance")["deletionProtection"]).toBe(true);
    expect(inputsOf(staying, "aws:lb/loadBalancer:LoadBalancer")["enableDeletionProtection"]).toBe(true);
  });
});
