import { beforeAll, describe, expect, test } from "@jest/globals";

import { MachineGroup, type MachineGroupArgs } from "../../../../../components/iaas/machines/machineGroup.ts";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";
import { SimulatedAws } from "../../../../helpers/simulatedAws.ts";
import { loadBalancer, machineGroup } from "./plans.ts";

const tags = { "tenantry:tenant": "acme" };

function render(more: Partial<MachineGroupArgs> = {}): Promise<RenderedComponent> {
  return renderComponent(() => {
    const { securityGroupId, roleName, dnsName } = new MachineGroup("web", {
      group: machineGroup,
      vpcId: "vpc-1",
      privateSubnetIds: ["private-a", "private-b"],
      publicSubnetIds: ["public-a", "public-b"],
      permissionsBoundary: "arn:aws:iam::111122223333:policy/acme",
      tags,
      ...more,
    });
    return { securityGroupId, roleName, dnsName };
  });
}

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const refresh = { minHealthyPercentage: 100, maxHealthyPercentage: 110 };

describe("a group of machines", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render();
  });

  test("is the parent of all that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:autoscaling/group:Group web < web",
      "aws:ec2/launchTemplate:LaunchTemplate web < web",
      "aws:ec2/securityGroup:SecurityGroup web < web",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-https < web",
      "aws:iam/instanceProfile:InstanceProfile web < web",
      "aws:iam/role:Role web < web",
      "aws:iam/rolePolicy:RolePolicy web < web",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment web-managed < web",
      "tenantry:iaas:InstanceRole web < web",
      "tenantry:iaas:MachineGroup web < tenantry-test",
    ]);
    expect(rendered.outputs).toEqual({
      securityGroupId: "web-id",
      roleName: "acme--web--machines--frontend",
      dnsName: "",
    });
  });

  test("starts machines without a public address, a key or old metadata, on an encrypted volume", () => {
    const tagsOfLaunched = { ...tags, Name: "acme--web--frontend" };
    expect(inputsOf(rendered, TEMPLATE)).toEqual({
      name: "acme--web--frontend",
      description: "How the machines of one group are started",
      updateDefaultVersion: true,
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
      instanceType: "m7i.large",
      iamInstanceProfile: { arn: "arn:aws:test:::web" },
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          deleteOnTermination: "true",
          securityGroups: ["web-id"],
        },
      ],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { volumeType: "gp3", volumeSize: 20, encrypted: "true", deleteOnTermination: "true" },
        },
      ],
      monitoring: { enabled: true },
      tagSpecifications: [
        { resourceType: "instance", tags: tagsOfLaunched },
        { resourceType: "volume", tags: tagsOfLaunched },
        { resourceType: "network-interface", tags: tagsOfLaunched },
      ],
      tags,
    });
  });

  test("is replaced one by one when its template changes, and leaves to AWS how many run", () => {
    expect(inputsOf(rendered, GROUP)).toEqual({
      name: "acme--web--frontend",
      minSize: 2,
      maxSize: 2,
      vpcZoneIdentifiers: ["private-a", "private-b"],
      launchTemplate: { id: "web-id", version: "1" },
      instanceRefresh: { strategy: "Rolling", preferences: refresh },
      instanceMaintenancePolicy: refresh,
      healthCheckType: "EC2",
      healthCheckGracePeriod: 300,
      tags: [
        { key: "tenantry:tenant", value: "acme", propagateAtLaunch: true },
        { key: "Name", value: "acme--web--frontend", propagateAtLaunch: true },
      ],
    });
  });

  test("is reached by nobody and reaches HTTPS", () => {
    expect(inputsOf(rendered, "aws:ec2/securityGroup:SecurityGroup")).toEqual({
      description: "Machines of one group",
      vpcId: "vpc-1",
      tags: { ...tags, Name: "acme--web--machines--frontend" },
    });
    expect(inputsOf(rendered, EGRESS)).toEqual({
      securityGroupId: "web-id",
      description: "HTTPS to everywhere",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      tags,
    });
  });

  test("encrypts its volumes with the tenant's key, and writes to the tenant's logs", async () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    const logGroupArn = "arn:aws:logs:eu-central-1:111122223333:log-group:/tenantry/acme/web";
    const own = await render({ keyArn, logGroupArn });
    expect(inputsOf(own, TEMPLATE)["blockDeviceMappings"]).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 20, encrypted: "true", kmsKeyId: keyArn, deleteOnTermination: "true" },
      },
    ]);
    expect(inputsOf(own, "aws:iam/rolePolicy:RolePolicy")["policy"]).toContain(`"Resource":"${logGroupArn}:*"`);
  });

  test("reaches what it is told beside HTTPS", async () => {
    const destinations = [{ name: "database", port: 5432, cidr: "10.40.0.0/20" }];
    expect(inputsOf(await render({ destinations }), EGRESS, "web-database")).toEqual({
      securityGroupId: "web-id",
      description: "Connections to database",
      cidrIpv4: "10.40.0.0/20",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      tags,
    });
  });

  test("has no machines and none to come while it is suspended", async () => {
    const suspended = await render({ group: { ...machineGroup, minimum: 0, maximum: 0 } });
    expect(inputsOf(suspended, GROUP)).toMatchObject({ minSize: 0, maxSize: 0 });
    expect(treeOf(suspended)).toEqual(treeOf(rendered));
  });
});

describe("a group of machines with everything that a tier can switch on", () => {
  const scaled = { ...machineGroup, maximum: 6, cpuPercent: 60, lifetimeDays: 30, loadBalancer };
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await render({ group: scaled, accessLogs: { bucket: "logs", prefix: "load-balancers" } });
  });

  test("has a load balancer before it and a policy that scales it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:autoscaling/group:Group web < web",
      "aws:autoscaling/policy:Policy web < web",
      "aws:ec2/launchTemplate:LaunchTemplate web < web",
      "aws:ec2/securityGroup:SecurityGroup web < web",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-https < web",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web < web",
      "aws:ec2/securityGroup:SecurityGroup web-load-balancer < web-load-balancer",
      "aws:lb/listener:Listener web-load-balancer-http < web-load-balancer",
      "aws:lb/listener:Listener web-load-balancer-https < web-load-balancer",
      "aws:lb/loadBalancer:LoadBalancer web-load-balancer < web-load-balancer",
      "aws:lb/targetGroup:TargetGroup web-load-balancer < web-load-balancer",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-load-balancer-machines < web-load-balancer",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-load-balancer-http < web-load-balancer",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-load-balancer-https < web-load-balancer",
      "tenantry:iaas:ApplicationLoadBalancer web-load-balancer < web",
      "aws:iam/instanceProfile:InstanceProfile web < web",
      "aws:iam/role:Role web < web",
      "aws:iam/rolePolicy:RolePolicy web < web",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment web-managed < web",
      "tenantry:iaas:InstanceRole web < web",
      "tenantry:iaas:MachineGroup web < tenantry-test",
    ]);
  });

  test("is replaced when its load balancer finds it failed, or when it is a month old", () => {
    expect(inputsOf(rendered, GROUP)).toMatchObject({
      minSize: 2,
      maxSize: 6,
      healthCheckType: "ELB",
      targetGroupArns: ["arn:aws:test:::web-load-balancer"],
      maxInstanceLifetime: 2_592_000,
    });
    expect(inputsOf(rendered, "aws:autoscaling/policy:Policy")).toEqual({
      name: "acme--web--frontend",
      autoscalingGroupName: "acme--web--frontend",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 60,
      },
    });
  });

  test("lets its load balancer in, on the one port, and nobody else", () => {
    expect(inputsOf(rendered, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "web")).toEqual({
      securityGroupId: "web-id",
      description: "Requests and health checks of the load balancer",
      referencedSecurityGroupId: "web-load-balancer-id",
      ipProtocol: "tcp",
      fromPort: 8080,
      toPort: 8080,
      tags,
    });
  });

  test("is something that AWS takes, as far as the sandbox knows", async () => {
    const aws = await SimulatedAws.start();
    const found = rendered.resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type, name, inputs }) => [type, name, ...aws.problems(type, inputs as Properties)]);
    aws.remove();
    expect(found).toHaveLength(18);
    expect(found.filter(({ length }) => length > 2)).toEqual([]);
  });

  test("puts the load balancer where its clients are", async () => {
    const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
    expect(inputsOf(rendered, BALANCER)).toMatchObject({
      subnets: ["public-a", "public-b"],
      accessLogs: { bucket: "logs", prefix: "load-balancers", enabled: true },
      enableDeletionProtection: true,
    });
    const internal = { ...scaled, loadBalancer: { ...loadBalancer, internal: true, clients: "10.40.0.0/20" } };
    expect(inputsOf(await render({ group: internal, protect: false }), BALANCER)).toMatchObject({
      subnets: ["private-a", "private-b"],
      enableDeletionProtection: false,
    });
  });
});
