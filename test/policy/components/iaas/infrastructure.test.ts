/** What tiers of infrastructure promise and grant. */
import { describe, expect, test } from "@jest/globals";

import type { RenderedResource } from "../../../../core/results/renderedResource.ts";
import { backupsAsSold } from "../../../../components/iaas/policies/backupsAsSold.ts";
import { databasesAsSold } from "../../../../components/iaas/policies/databasesAsSold.ts";
import { endpointsAsSold } from "../../../../components/iaas/policies/endpointsAsSold.ts";
import { flowLogsAsSold } from "../../../../components/iaas/policies/flowLogsAsSold.ts";
import { keyAsSold } from "../../../../components/iaas/policies/keyAsSold.ts";
import { machinesGranted } from "../../../../components/iaas/policies/machinesGranted.ts";
import { scalingAsSold } from "../../../../components/iaas/policies/scalingAsSold.ts";
import { storageGranted } from "../../../../components/iaas/policies/storageGranted.ts";
import { waysOutAsSold } from "../../../../components/iaas/policies/waysOutAsSold.ts";
import { zonesAsSold } from "../../../../components/iaas/policies/zonesAsSold.ts";
import type { Rule } from "../../../../core/policies/rule.ts";
import { judgedIn } from "../../../helpers/judge.ts";
import { acme, atTop, ofWeb, stackOf, web } from "../../tenancy/tenantStack.ts";

/** What a rule says of a subscription with these features and grants. */
const judged = (
  rule: Rule,
  features: object,
  resources: readonly RenderedResource[],
  entitlements: object = {},
): string[] => judgedIn(rule, stackOf(acme([web({ features, entitlements })]), ...resources));

const subnets = (...zones: string[]) =>
  zones.map((zone, index) =>
    ofWeb("aws:ec2/subnet:Subnet", `subnet-${String(index)}`, { availabilityZone: `eu-central-1${zone}` }),
  );
const group = (inputs: object, name = "web--front") =>
  ofWeb("aws:autoscaling/group:Group", name, inputs, { parent: `urn:${name}` });

/** The same below a component of the machines' own, which is below the subscription's. */
const machines = (
  maxSize: number,
  instanceType: string,
  name = "web--front",
  others: string[] = [],
): RenderedResource[] => {
  const component = ofWeb("tenantry:iaas:MachineGroup", name, {});
  const overrides = others.map((type) => ({ instanceType: type }));
  const parent = { parent: component.urn };
  return [
    component,
    ofWeb(
      "aws:autoscaling/group:Group",
      name,
      { maxSize, mixedInstancesPolicy: { launchTemplate: { overrides } } },
      parent,
    ),
    ofWeb("aws:ec2/launchTemplate:LaunchTemplate", name, { instanceType }, parent),
  ];
};

describe("zones", () => {
  const narrow = "web: The subscription's subnets should span the zones that its tier promises.";
  const machinesNarrow = "web: The subscription's machines should span the zones that its tier promises.";
  const spanning = (...ids: string[]) => ofWeb("aws:autoscaling/group:Group", "front", { vpcZoneIdentifiers: ids });
  test.each([
    [2, subnets("a", "b"), []],
    [2, subnets("a", "b", "c"), []],
    [2, subnets("a", "a"), [narrow]],
    [3, [], [narrow]],
    [2, [...subnets("a", "b"), spanning("subnet-a", "subnet-b")], []],
    [2, [...subnets("a", "b"), spanning("subnet-a")], [machinesNarrow]],
    [2, [...subnets("a", "b"), spanning("subnet-a", "subnet-a")], [machinesNarrow]],
  ])("%d as sold (case %#)", (zones, resources, expected) => {
    expect(judged(zonesAsSold, { zones }, resources)).toEqual(expected);
  });
});

test.each([
  ["none", 0, true],
  ["none", 1, false],
  [undefined, 0, true],
  ["one", 1, true],
  ["one", 0, false],
  ["one", 2, false],
  ["per-zone", 3, true],
  ["per-zone", 1, false],
])("natGateways %s with %d of them: %s", (natGateways, count, isSold) => {
  const gateways = Array.from({ length: count }, (_, index) =>
    ofWeb("aws:ec2/natGateway:NatGateway", `nat-${String(index)}`, {}),
  );
  expect(judged(waysOutAsSold, { zones: 3, natGateways }, gateways)).toEqual(
    isSold ? [] : ["web: The subscription should have as many NAT gateways as its tier promises."],
  );
});

describe("flow logs", () => {
  const features = { flowLogs: { retentionDays: 90 } };
  const component = ofWeb("tenantry:iaas:FlowLogs", "web-flows", {});
  const parent = { parent: component.urn };
  const vpc = ofWeb("aws:ec2/vpc:Vpc", "web", {});
  const flow = (trafficType: string) => ofWeb("aws:ec2/flowLog:FlowLog", "web-flows", { trafficType }, parent);
  const log = (retentionInDays: unknown, place: object = parent) =>
    ofWeb("aws:cloudwatch/logGroup:LogGroup", "web-flows", { retentionInDays }, place);
  const none = ["web: The subscription's networks should each have a flow log of all traffic."];
  const short = [
    "web: The log groups of the subscription's flow logs should keep them for as long as its tier promises.",
  ];
  test.each([
    ["all traffic, for as long", [flow("ALL"), log(90)], []],
    ["longer, and for ever", [flow("ALL"), log(365)], []],
    ["for ever", [flow("ALL"), log(0)], []],
    ["nothing", [], none],
    ["what is rejected alone", [flow("REJECT"), log(90)], none],
    ["for too short a time", [flow("ALL"), log(30)], short],
    ["into another log group", [flow("ALL"), log(90, {})], short],
  ])("record %s", (_what, resources, expected) => {
    expect(judged(flowLogsAsSold, features, [component, vpc, ...resources])).toEqual(expected);
  });
  test("are nothing to judge where they are not sold", () => {
    expect(judged(flowLogsAsSold, {}, [vpc])).toEqual([]);
  });
});

describe("a key of one's own", () => {
  const key = ofWeb("aws:kms/key:Key", "web-key", {});
  const arn = "arn:aws:kms:eu-central-1:111122223333:key/x";
  const volume = (kmsKeyId?: string) =>
    ofWeb("aws:ebs/volume:Volume", "data", kmsKeyId === undefined ? {} : { kmsKeyId });
  const encryptionType = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
  const bucket = (byDefault: object) =>
    ofWeb(encryptionType, "assets", { rules: [{ applyServerSideEncryptionByDefault: byDefault }] });
  const plain = (type: string) => [
    `web: Each ${type} of the subscription should be encrypted by the tenant's own key.`,
  ];
  test.each([
    [[key, volume(arn), bucket({ sseAlgorithm: "aws:kms", kmsMasterKeyId: arn })], []],
    [[key, bucket({ sseAlgorithm: "AES256" })], []],
    [[], ["web: The subscription should have a key of its own."]],
    [[key, volume()], plain("aws:ebs/volume:Volume")],
    [[key, volume("alias/aws/ebs")], plain("aws:ebs/volume:Volume")],
    [[key, bucket({ sseAlgorithm: "aws:kms" })], plain(encryptionType)],
    [[key, ofWeb("aws:backup/vault:Vault", "web", {})], plain("aws:backup/vault:Vault")],
  ])("encrypts everything (case %#)", (resources, expected) => {
    expect(judged(keyAsSold, { dedicatedKey: true }, resources)).toEqual(expected);
    expect(judged(keyAsSold, { dedicatedKey: false }, resources)).toEqual([]);
  });
});

describe("endpoints", () => {
  const endpoint = (service: string) =>
    ofWeb("aws:ec2/vpcEndpoint:VpcEndpoint", service, { serviceName: `com.amazonaws.eu-central-1.${service}` });
  const missing = ["web: The subscription should have an endpoint for each service that its tier promises."];
  test.each([
    [undefined, [], []],
    [[], ["s3"], []],
    [[], [], missing],
    [["ssm", "kms"], ["s3", "ssm", "kms"], []],
    [["ssm", "kms"], ["s3", "ssm"], missing],
    [["ssm"], ["ssm"], missing],
  ])("for %j: %j", (serviceEndpoints, there, expected) => {
    expect(judged(endpointsAsSold, { serviceEndpoints }, there.map(endpoint))).toEqual(expected);
  });
});

describe("backups", () => {
  const copy = { lifecycle: { deleteAfter: 35 } };
  const sold = { schedule: "every-4-hours", retentionDays: 90, copy: { retentionDays: 35 } };
  const rule = { schedule: "cron(0 2,6,10,14,18,22 * * ? *)", lifecycle: { deleteAfter: 90 }, copyActions: [copy] };
  const plan = (change: object) => [
    ofWeb("aws:backup/plan:Plan", "web", { rules: [{ ...rule, ...change }] }),
    ofWeb("aws:backup/selection:Selection", "web", {}),
  ];
  const should = (what: string) => [`web: The subscription's backup plan should ${what} its tier promises.`];
  test.each([
    [plan({}), []],
    [plan({ schedule: "cron(0 * * * ? *)", lifecycle: {} }), []],
    [plan({ schedule: "cron(0 6 * * ? *)" }), should("run as often as")],
    [plan({ schedule: "rate(1 hour)" }), should("run as often as")],
    [plan({ lifecycle: { deleteAfter: 89 } }), should("keep backups for as long as")],
    [plan({ copyActions: [] }), should("copy backups as")],
    [plan({ copyActions: [{ lifecycle: { deleteAfter: 7 } }] }), should("copy backups as")],
    [plan({}).slice(0, 1), ["web: The subscription should have a selection of what is backed up."]],
  ])("are as sold (case %#)", (resources, expected) => {
    expect(judged(backupsAsSold, { backup: sold }, resources)).toEqual(expected);
  });
  test("that nobody takes break all that is sold, and nothing where none is", () => {
    expect(judged(backupsAsSold, { backup: sold }, [])).toHaveLength(4);
    expect(judged(backupsAsSold, {}, [])).toEqual([]);
  });
  test("without copies, none is asked for", () => {
    expect(
      judged(backupsAsSold, { backup: { schedule: "daily", retentionDays: 35 } }, plan({ copyActions: undefined })),
    ).toEqual([]);
  });
});

describe("databases", () => {
  const features = {
    database: { multiZone: true, backupRetentionDays: 7, sizes: { small: { instanceType: "db.t4g.medium" } } },
  };
  const right = { multiAz: true, backupRetentionPeriod: 7, instanceClass: "db.t4g.medium" };
  test.each([
    [{}, []],
    [{ backupRetentionPeriod: 35 }, []],
    [{ multiAz: false }, ["multiAz"]],
    [{ backupRetentionPeriod: 6 }, ["backupRetentionPeriod"]],
    [{ backupRetentionPeriod: undefined, instanceClass: "db.x" }, ["backupRetentionPeriod", "instanceClass"]],
  ])("are as sold with %j", (change, wrong) => {
    const database = ofWeb("aws:rds/instance:Instance", "orders", { ...right, ...change });
    expect(judged(databasesAsSold, features, [database])).toEqual(
      wrong.map((property) => `orders ${property}: ${property} should be as the tier promises.`),
    );
  });
  test("of a tier without any are of no size that it has", () => {
    const database = ofWeb("aws:rds/instance:Instance", "orders", right);
    expect(judged(databasesAsSold, {}, [database])).toEqual([
      "orders instanceClass: instanceClass should be as the tier promises.",
    ]);
  });
});

describe("machines", () => {
  const features = { machineSizes: { small: { instanceType: "t4g.small", vcpu: 2, memoryGiB: 2 } } };
  const grants = { machines: 4, vcpu: 8, memoryGiB: 8, loadBalancers: 1 };
  const most = (what: string) => `web: The subscription's ${what} should be at most what its tier grants.`;
  const balancer = (name: string) => ofWeb("aws:lb/loadBalancer:LoadBalancer", name, {});
  const sizes = "web: The subscription's machines should be of sizes that its tier has.";
  test.each([
    [[], []],
    [machines(4, "t4g.small"), []],
    [[...machines(2, "t4g.small"), ...machines(2, "t4g.small", "web--back")], []],
    [machines(5, "t4g.small"), ["machines", "memoryGiB", "vcpu"].map(most)],
    [
      [...machines(3, "t4g.small"), ...machines(2, "t4g.small", "web--back")],
      ["machines", "memoryGiB", "vcpu"].map(most),
    ],
    [machines(1, "p5.48xlarge"), [sizes]],
    [machines(0, "p5.48xlarge"), []],
    [machines(1, "t4g.small", "web--front", ["t4g.small"]), []],
    [machines(1, "t4g.small", "web--front", ["p5.48xlarge"]), [sizes]],
    [[group({ maxSize: 1 })].map((each) => ({ ...each, parent: ofWeb("x", "x", {}).parent ?? "" })), [sizes]],
    [[ofWeb("aws:ec2/instance:Instance", "x", { instanceType: "t4g.small" })], []],
    [
      [...machines(4, "t4g.small"), ofWeb("aws:ec2/instance:Instance", "x", { instanceType: "t4g.small" })],
      ["machines", "memoryGiB", "vcpu"].map(most),
    ],
    [[balancer("a"), balancer("b")], [most("loadBalancers")]],
  ])("stay within the grant (case %#)", (resources, expected) => {
    expect(judged(machinesGranted, features, resources, grants)).toEqual(expected);
  });
});

describe("storage", () => {
  const grants = { buckets: 1, volumes: 1, storageGiB: 100, fileSystems: 1, databases: 1 };
  const bucket = (name: string) => ofWeb("aws:s3/bucket:Bucket", name, {});
  const volume = (name: string, size: number) => ofWeb("aws:ebs/volume:Volume", name, { size });
  const database = (allocatedStorage: number, maxAllocatedStorage?: number) =>
    ofWeb("aws:rds/instance:Instance", "db", { allocatedStorage, maxAllocatedStorage });
  const most = (what: string) => `web: The subscription's ${what} should be at most what its tier grants.`;
  test.each([
    [{}, [bucket("a"), volume("b", 100)], []],
    [{}, [bucket("a"), bucket("b")], ["buckets"]],
    [{ accessLogs: { retentionDays: 90 } }, [bucket("a"), bucket("logs")], []],
    [{}, [volume("a", 50), volume("b", 50)], ["volumes"]],
    [{}, [volume("a", 60), database(41)], ["storageGiB"]],
    [{}, [database(20, 101)], ["storageGiB"]],
    [
      {},
      [ofWeb("aws:efs/fileSystem:FileSystem", "a", {}), ofWeb("aws:efs/fileSystem:FileSystem", "b", {})],
      ["fileSystems"],
    ],
    [{}, [database(20), { ...database(20), name: "c", urn: "urn:c" }], ["databases"]],
  ])("stays within the grant (case %#)", (features, resources, exceeded) => {
    expect(judged(storageGranted, features, resources, grants)).toEqual(exceeded.map(most));
  });
});

describe("scaling of machines", () => {
  const policy = (targetValue: number) =>
    ofWeb("aws:autoscaling/policy:Policy", "front", { targetTrackingConfiguration: { targetValue } });
  test("is sold, at the load that was agreed on", () => {
    expect(judged(scalingAsSold, { scaling: { cpuPercent: 60 } }, [policy(60)])).toEqual([]);
    expect(judged(scalingAsSold, { scaling: { cpuPercent: 60 } }, [policy(90)])).toEqual([
      "front targetTrackingConfiguration.targetValue: targetTrackingConfiguration.targetValue should be the tier's.",
    ]);
    expect(judged(scalingAsSold, {}, [policy(60)])).toEqual([
      "front: The scaler should be in a subscription whose tier scales.",
    ]);
  });
});

test("a bundle of no subscription is for another rule to judge", () => {
  const other = atTop("tenantry:iaas:IaasBundle", "other", {});
  for (const rule of [zonesAsSold, backupsAsSold, machinesGranted]) {
    expect(
      judgedIn(rule, { name: "acme", resources: [other], tenant: acme([web({ features: { zones: 0 } })]) }),
    ).toEqual([]);
  }
});
