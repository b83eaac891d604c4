/** A stack of a tenant's infrastructure as its tier sells it: a network over two zones, machines, disks, a database and backups. */
import type { ResolvedTenant } from "../../../core/resolve/resolvedTenant.ts";
import type { RenderedResource } from "../../../core/results/renderedResource.ts";
import { acme, atTop, ofWeb, root, web, webBundle } from "../tenancy/tenantStack.ts";
import { kmsKeyId, own, tags } from "./infrastructureObject.ts";
import { data } from "./infrastructureData.ts";
import { listedTags, place } from "./awsStack.ts";

/** The tenant whose stack it is. */
export const infrastructureTenant: ResolvedTenant = acme([
  web({
    tags,
    entitlements: { machines: 4, vcpu: 8, memoryGiB: 32, buckets: 1, volumes: 1, storageGiB: 200, databases: 1 },
    features: {
      zones: 2,
      natGateways: "one",
      serviceEndpoints: [],
      flowLogs: { retentionDays: 90 },
      dedicatedKey: true,
      machineSizes: { medium: { instanceType: "m7g.large", vcpu: 2, memoryGiB: 8 } },
      scaling: { cpuPercent: 60 },
      database: {
        sizes: { medium: { instanceType: "db.m7g.large", vcpu: 2, memoryGiB: 8 } },
        multiZone: true,
        backupRetentionDays: 7,
      },
      backup: { schedule: "daily", retentionDays: 35, copy: { retentionDays: 35 } },
    },
    bundle: { backup: { copy: { region: "eu-west-1" } } },
  }),
]);

const vpc = { vpcId: "vpc-1" };

const network = [
  own("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.40.0.0/20" }),
  own("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { ...vpc, ingress: [], egress: [] }),
  ...["a", "b"].map((zone, index) =>
    own("aws:ec2/subnet:Subnet", `private-${zone}`, {
      ...vpc,
      cidrBlock: `10.40.${String(index)}.0/24`,
      availabilityZone: `${place.region}${zone}`,
      mapPublicIpOnLaunch: false,
    }),
  ),
  own("aws:ec2/natGateway:NatGateway", "nat", { subnetId: "subnet-public-a", allocationId: "eipalloc-1" }),
  own("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { ...vpc, serviceName: `com.amazonaws.${place.region}.s3` }),
];

const flowsComponent = ofWeb("tenantry:iaas:FlowLogs", "flows-component", {});
const flows = [
  flowsComponent,
  own(
    "aws:cloudwatch/logGroup:LogGroup",
    "flows",
    { name: "/tenantry/acme/web/flows", retentionInDays: 90, kmsKeyId },
    { parent: flowsComponent.urn },
  ),
  own(
    "aws:ec2/flowLog:FlowLog",
    "flow-log",
    {
      ...vpc,
      trafficType: "ALL",
      logDestination: `arn:aws:logs:${place.region}:${place.account}:log-group:/tenantry/acme/web/flows`,
    },
    { parent: flowsComponent.urn },
  ),
];

const machinesComponent = ofWeb("tenantry:iaas:MachineGroup", "machines-component", {});
const ofMachines = { parent: machinesComponent.urn };
const machines = [
  machinesComponent,
  own(
    "aws:ec2/launchTemplate:LaunchTemplate",
    "template",
    {
      name: "acme--web--front",
      imageId: "ami-0123456789abcdef0",
      instanceType: "m7g.large",
      iamInstanceProfile: { arn: `arn:aws:iam::${place.account}:instance-profile/acme--web` },
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "false", securityGroups: ["sg-1"] }],
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true", kmsKeyId } }],
      monitoring: { enabled: true },
    },
    ofMachines,
  ),
  ofWeb(
    "aws:autoscaling/group:Group",
    "group",
    {
      name: "acme--web--front",
      minSize: 1,
      maxSize: 4,
      vpcZoneIdentifiers: ["subnet-private-a", "subnet-private-b"],
      launchTemplate: { id: "lt-1", version: "1" },
      healthCheckType: "EC2",
      tags: listedTags,
    },
    ofMachines,
  ),
  ofWeb(
    "aws:autoscaling/policy:Policy",
    "scaling",
    { name: "acme--web--front", targetTrackingConfiguration: { targetValue: 60 } },
    ofMachines,
  ),
];

/** The stack's resources. */
export const infrastructure: readonly RenderedResource[] = [
  root,
  atTop("pulumi:providers:aws", "eu-central-1-main", {
    region: place.region,
    allowedAccountIds: JSON.stringify([place.account]),
  }),
  webBundle,
  ...network,
  ...flows,
  ...machines,
  ...data,
];
