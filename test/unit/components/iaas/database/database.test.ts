import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantDatabase, type TenantDatabaseArgs } from "../../../../../components/iaas/database/database.ts";
import type { DatabasePlan } from "../../../../../components/iaas/database/plan.ts";
import { protectionAccount } from "../../../../helpers/protection.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };
const database: DatabasePlan = {
  name: "main",
  identifier: "acme-0-web-0-main",
  engine: "postgres-17",
  instanceType: "db.m7g.large",
  storageGiB: 50,
  multiZone: false,
  backupRetentionDays: 7,
  backupWindow: "02:30-03:00",
  maintenanceWindow: "sun:01:00-sun:02:00",
  deletionProtection: true,
  subnetGroupName: "subnet-group",
  parameterGroupName: "parameter-group",
  securityGroupName: "acme--web--main--database",
  finalSnapshotName: "acme-0-web-0-main-0-final",
  reachable: true,
};
const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
const instance = "aws:rds/instance:Instance";
const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

function render(
  more: Partial<DatabasePlan> = {},
  args: Partial<TenantDatabaseArgs> = {},
  protection = protectionAccount(),
): Promise<RenderedComponent> {
  const all: TenantDatabaseArgs = {
    database: { ...database, ...more },
    vpcId: "vpc-1",
    dataSubnetIds: ["data-a", "data-b"],
    clients: [
      { name: "private-a", cidr: "10.40.0.0/23" },
      { name: "private-b", cidr: "10.40.4.0/23" },
    ],
    tags,
    ...args,
  };
  return renderComponent(() => {
    const made = new TenantDatabase("db", all, protection.opts);
    return { arn: made.arn, masterUserSecretArn: made.masterUserSecretArn };
  });
}

describe("a tenant's database", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:ec2/securityGroup:SecurityGroup db < db",
      `${instance} db < db`,
      "aws:rds/parameterGroup:ParameterGroup db < db",
      "aws:rds/subnetGroup:SubnetGroup db < db",
      `${rule} db-private-a < db`,
      `${rule} db-private-b < db`,
      "tenantry:iaas:TenantDatabase db < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({ arn: "arn:aws:test:::db", masterUserSecretArn: undefined });
  });

  test("is private, encrypted, backed up, protected, and has no password that anybody knows", () => {
    expect(inputsOf(rendered, instance)).toEqual({
      identifier: "acme-0-web-0-main",
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      instanceClass: "db.m7g.large",
      storageType: "gp3",
      allocatedStorage: 50,
      storageEncrypted: true,
      username: "tenantry",
      manageMasterUserPassword: true,
      iamDatabaseAuthenticationEnabled: true,
      dbSubnetGroupName: "subnet-group",
      vpcSecurityGroupIds: ["db-id"],
      publiclyAccessible: false,
      multiAz: false,
      parameterGroupName: "parameter-group",
      backupRetentionPeriod: 7,
      backupWindow: "02:30-03:00",
      copyTagsToSnapshot: true,
      maintenanceWindow: "sun:01:00-sun:02:00",
      applyImmediately: false,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "acme-0-web-0-main-0-final",
      performanceInsightsEnabled: false,
      tags,
    });
  });

  test("stands in data subnets and takes connections by TLS alone", () => {
    expect(inputsOf(rendered, "aws:rds/subnetGroup:SubnetGroup")).toEqual({
      name: "subnet-group",
      description: "The subnets of one database",
      subnetIds: ["data-a", "data-b"],
      tags,
    });
    expect(inputsOf(rendered, "aws:rds/parameterGroup:ParameterGroup")).toEqual({
      name: "parameter-group",
      description: "Connections by TLS alone",
      family: "postgres17",
      parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }],
      tags,
    });
  });

  test("is reached from the network's machines alone, on its port", () => {
    const named = { ...tags, Name: "acme--web--main--database" };
    expect(inputsOf(rendered, "aws:ec2/securityGroup:SecurityGroup")).toEqual({
      vpcId: "vpc-1",
      description: "Connections from the network to one database",
      tags: named,
    });
    expect(inputsOf(rendered, rule, "db-private-b")).toEqual({
      securityGroupId: "db-id",
      description: "Connections from private-b",
      cidrIpv4: "10.40.4.0/23",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      tags: named,
    });
  });

  test("with all that a tier can switch on", async () => {
    const more = { maximumStorageGiB: 100, multiZone: true, insights: "advanced", logRetentionDays: 90 } as const;
    const full = await render({ ...more, engine: "mysql-8.4" }, { keyArn });
    expect(inputsOf(full, instance)).toMatchObject({
      engine: "mysql",
      engineVersion: "8.4",
      maxAllocatedStorage: 100,
      kmsKeyId: keyArn,
      masterUserSecretKmsKeyId: keyArn,
      multiAz: true,
      enabledCloudwatchLogsExports: ["error"],
      performanceInsightsEnabled: true,
      performanceInsightsRetentionPeriod: 465,
      performanceInsightsKmsKeyId: keyArn,
      databaseInsightsMode: "advanced",
    });
    expect(inputsOf(full, "aws:rds/parameterGroup:ParameterGroup")["parameters"]).toEqual([
      { name: "require_secure_transport", value: "1", applyMethod: "pending-reboot" },
    ]);
    expect(inputsOf(full, rule, "db-private-a")).toMatchObject({ fromPort: 3306, toPort: 3306 });
    expect(inputsOf(full, "aws:cloudwatch/logGroup:LogGroup", "db-error")).toEqual({
      name: "/aws/rds/instance/acme-0-web-0-main/error",
      retentionInDays: 90,
      skipDestroy: false,
      kmsKeyId: keyArn,
      tags,
    });
  });

  test("keeps each of PostgreSQL's logs in a group of its own, and load for a week without a charge", async () => {
    const logged = await render({ logRetentionDays: 30, insights: "standard" });
    expect(inputsOf(logged, instance)).toMatchObject({
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsRetentionPeriod: 7,
      databaseInsightsMode: "standard",
    });
    const groups = logged.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup");
    expect(groups.map(({ inputs }) => inputs["name"])).toEqual([
      "/aws/rds/instance/acme-0-web-0-main/postgresql",
      "/aws/rds/instance/acme-0-web-0-main/upgrade",
    ]);
  });

  test("takes no connections while the tenant is suspended", async () => {
    const closed = await render({ reachable: false });
    expect(closed.resources.filter(({ type }) => type === rule)).toEqual([]);
  });

  test.each([
    [true, undefined, [`${instance} db`], true],
    [false, undefined, [`${instance} db`], false],
    [true, false, [], false],
  ])(
    "with protection by the tier: %s and by the program: %s, the engine guards %j and AWS: %s",
    async (deletionProtection, protect, guarded, byAws) => {
      const protection = protectionAccount();
      const made = await render({ deletionProtection }, protect === undefined ? {} : { protect }, protection);
      expect(protection.guarded).toEqual(guarded);
      expect(inputsOf(made, instance)["deletionProtection"]).toBe(byAws);
    },
  );
});
