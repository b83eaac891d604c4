import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Properties } from "../../../../../sandbox/provider/values.ts";
import { type Made, SimulatedAws } from "../../../../helpers/simulatedAws.ts";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const POLICY = "aws:autoscaling/policy:Policy";
const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const image = {
  imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
  instanceType: "t4g.small",
};

let aws: SimulatedAws;
let vpc: Made;
let subnets: string[];
beforeEach(async () => {
  aws = await SimulatedAws.start();
  vpc = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
  subnets = [];
  for (const [index, zone] of ["a", "b", "a"].entries()) {
    const inputs = { vpcId: vpc.id, cidrBlock: `10.0.${String(index)}.0/24`, availabilityZone: `eu-central-1${zone}` };
    subnets.push((await aws.create("aws:ec2/subnet:Subnet", inputs)).id);
  }
});
afterEach(() => {
  aws.remove();
});

describe("launch templates", () => {
  test("count their versions", async () => {
    const made = await aws.create(TEMPLATE, { name: "web", ...image });
    expect(made.outputs).toMatchObject({ latestVersion: 1, defaultVersion: 1, name: "web" });
    expect((await aws.update(made, { instanceType: "t4g.large" })).outputs).toMatchObject({
      latestVersion: 2,
      defaultVersion: 1,
    });
    await expect(aws.create(TEMPLATE, { name: "web" })).rejects.toThrow(
      "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use: web",
    );
    expect(aws.replaces(made, { name: "web2" })).toEqual(["name"]);
  });

  test.each<[Properties, string]>([
    [{ imageId: "ubuntu" }, 'imageId is "ubuntu", but must be an AMI id or resolve:ssm:<name>'],
    [
      { metadataOptions: { httpTokens: "yes" } },
      'metadataOptions.httpTokens is "yes", but must be one of optional, required',
    ],
    [{ userData: "#!/bin/sh" }, "userData must be base64"],
    [
      { tagSpecifications: [{ resourceType: "instance" }, { resourceType: "image" }] },
      'tagSpecifications[1].resourceType is "image", but must be one of elastic-gpu, instance, network-interface, spot-instances-request, volume',
    ],
    [
      { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeType: "gp2", iops: 3000 } }] },
      "blockDeviceMappings[0].ebs.iops cannot be given for volume type gp2",
    ],
    [
      { networkInterfaces: [{ associatePublicIpAddress: "false" }], vpcSecurityGroupIds: ["sg-1"] },
      "vpcSecurityGroupIds cannot be given with networkInterfaces, which have security groups of their own",
    ],
    [
      { iamInstanceProfile: { arn: "a", name: "b" } },
      "iamInstanceProfile exactly one of arn, name is required, but arn and name are given",
    ],
  ])("check %j", (inputs, problem) => {
    expect(aws.problems(TEMPLATE, inputs)).toEqual([problem]);
  });
});

describe("Auto Scaling groups", () => {
  function group(template: Made, inputs: Properties = {}): Promise<Made> {
    const launchTemplate = { id: template.id, version: "$Latest" };
    return aws.create(GROUP, {
      name: "web",
      minSize: 1,
      maxSize: 3,
      vpcZoneIdentifiers: subnets.slice(0, 2),
      launchTemplate,
      ...inputs,
    });
  }

  test("launch from a template that could", async () => {
    const bare = await aws.create(TEMPLATE, { imageId: image.imageId });
    await expect(group(bare)).rejects.toThrow(
      "ValidationError: You must use a valid fully-formed launch template. The request must contain the parameter InstanceType",
    );
    const lost = await aws.create(TEMPLATE, { ...image, vpcSecurityGroupIds: ["sg-lost"] });
    await expect(group(lost)).rejects.toThrow("The security group 'sg-lost' does not exist");
    const template = await aws.create(TEMPLATE, image);
    await expect(group(template, { launchTemplate: { id: template.id, version: "2" } })).rejects.toThrow(
      "Version 2 of",
    );
    await expect(group(template, { targetGroupArns: ["arn:x"] })).rejects.toThrow(
      "Provided Target Groups may not be valid",
    );
    const made = await group(template, { tags: [{ key: "tenant", value: "acme", propagateAtLaunch: true }] });
    expect(made.outputs).toMatchObject({ name: "web", desiredCapacity: 1, healthCheckType: "EC2" });
    expect(made.outputs["arn"]).toMatch(
      /^arn:aws:autoscaling:eu-central-1:000000000000:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName\/web$/,
    );
    await expect(group(template)).rejects.toThrow("AlreadyExists: AutoScalingGroup by this name already exists");
    await aws.create(POLICY, {
      autoscalingGroupName: "web",
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 60,
      },
    });
    await aws.delete(made);
    expect(aws.count()).toBe(7);
  });

  test.each<[Properties, string]>([
    [
      { minSize: 2, maxSize: 1 },
      "maxSize and minSize, desiredCapacity and maxSize must not be negative and each at least the one before",
    ],
    [
      { desiredCapacity: 4 },
      "maxSize and minSize, desiredCapacity and maxSize must not be negative and each at least the one before",
    ],
    [{ launchTemplate: {} }, "launchTemplate exactly one of id, name is required, but none is given"],
    [{ maxInstanceLifetime: 3600 }, "maxInstanceLifetime is 3600, but must be a whole number from 86400 to 31536000"],
    [{ instanceRefresh: { strategy: "All" } }, 'instanceRefresh.strategy is "All", but must be one of Rolling'],
    [
      { instanceRefresh: { strategy: "Rolling", preferences: { maxHealthyPercentage: 195 } } },
      "instanceRefresh.preferences.maxHealthyPercentage must not be more than 100 above minHealthyPercentage",
    ],
    [
      { instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 99 } },
      "instanceMaintenancePolicy.maxHealthyPercentage is 99, but must be a whole number from 100 to 200",
    ],
    [{ healthCheckType: "HTTP" }, 'healthCheckType is "HTTP", but must be one of EC2, ELB, EBS, VPC_LATTICE'],
    [
      { availabilityZones: ["eu-central-1a"] },
      "availabilityZones exactly one of vpcZoneIdentifiers, availabilityZones is required, but vpcZoneIdentifiers and availabilityZones are given",
    ],
  ])("check %j", (inputs, problem) => {
    const good = { minSize: 1, maxSize: 3, vpcZoneIdentifiers: ["subnet-1"], launchTemplate: { id: "lt-1" } };
    expect(aws.problems(GROUP, { ...good, ...inputs })).toEqual([problem]);
  });

  test("take what replaces instances in good order", () => {
    const healthy = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
    const inputs = {
      minSize: 1,
      maxSize: 3,
      vpcZoneIdentifiers: ["subnet-1"],
      launchTemplate: { id: "lt-1" },
      instanceRefresh: { strategy: "Rolling", preferences: healthy },
      instanceMaintenancePolicy: healthy,
    };
    expect(aws.problems(GROUP, { ...inputs, maxInstanceLifetime: 86_400 })).toEqual([]);
    expect(aws.problems(GROUP, { ...inputs, maxInstanceLifetime: 0 })).toEqual([]);
  });

  test("a request count needs its load balancer", () => {
    const predefinedMetricSpecification = { predefinedMetricType: "ALBRequestCountPerTarget" };
    const targetTrackingConfiguration = { predefinedMetricSpecification, targetValue: 100 };
    expect(
      aws.problems(POLICY, {
        autoscalingGroupName: "web",
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration,
      }),
    ).toEqual([
      "targetTrackingConfiguration.predefinedMetricSpecification.resourceLabel is required for ALBRequestCountPerTarget, but it is missing",
    ]);
    expect(aws.problems(POLICY, { autoscalingGroupName: "web" })).toEqual([
      "adjustmentType is required for policyType SimpleScaling, but it is missing",
      "scalingAdjustment is required for policyType SimpleScaling, but it is missing",
    ]);
  });
});

describe("load balancers", () => {
  test("stand in two zones of a network with an internet gateway, and go only unprotected", async () => {
    const inputs = { name: "web", subnets: subnets.slice(0, 2) };
    await expect(aws.create(LOAD_BALANCER, inputs)).rejects.toThrow(
      `InvalidSubnet: VPC ${vpc.id} has no internet gateway`,
    );
    const gateway = await aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id });
    await expect(aws.create(LOAD_BALANCER, { subnets: subnets.slice(0, 1) })).rejects.toThrow(
      "ValidationError: At least two subnets in two different Availability Zones must be specified",
    );
    await expect(aws.create(LOAD_BALANCER, { subnets })).rejects.toThrow(
      "InvalidConfigurationRequest: A load balancer cannot",
    );
    await expect(
      aws.create(LOAD_BALANCER, { ...inputs, accessLogs: { enabled: true, bucket: "nowhere" } }),
    ).rejects.toThrow("InvalidConfigurationRequest: Access Denied for bucket: nowhere");
    const made = await aws.create(LOAD_BALANCER, { ...inputs, enableDeletionProtection: true });
    expect(made.outputs).toMatchObject({ vpcId: vpc.id, arn: made.id, name: "web" });
    expect(made.outputs["arnSuffix"]).toMatch(/^app\/web\/[0-9a-f]{16}$/);
    expect(made.outputs["dnsName"]).toMatch(/^web-[0-9a-f]{10}\.eu-central-1\.elb\.amazonaws\.com$/);
    await expect(aws.create(LOAD_BALANCER, inputs)).rejects.toThrow("DuplicateLoadBalancerName");
    await expect(aws.delete(gateway)).rejects.toThrow("DependencyViolation");
    await expect(aws.delete(made)).rejects.toThrow("OperationNotPermitted");
    await aws.delete(await aws.update(made, { enableDeletionProtection: false }));
    expect(aws.replaces(made, { internal: true })).toEqual(["internal"]);
  });

  test("lead to targets of their network and protocol, which have no other load balancer", async () => {
    const [first, second] = await Promise.all(
      ["first", "second"].map((name) =>
        aws.create(LOAD_BALANCER, { name, internal: true, subnets: subnets.slice(0, 2) }),
      ),
    );
    const other = await aws.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    const group = (name: string, protocol: string, vpcId: string) =>
      aws.create(TARGET_GROUP, { name, port: 80, protocol, vpcId });
    const web = await group("web", "HTTP", vpc.id);
    const listener = (balancer: Made | undefined, targets: Made, protocol = "HTTP") =>
      aws.create(LISTENER, {
        loadBalancerArn: balancer?.id ?? "",
        port: 80,
        protocol,
        defaultActions: [{ type: "forward", targetGroupArn: targets.id }],
      });
    await expect(listener(first, web, "TCP")).rejects.toThrow(
      "ValidationError: Listener protocol 'TCP' must be one of 'HTTPS, HTTP'",
    );
    await expect(listener(first, await group("raw", "TCP", vpc.id))).rejects.toThrow(
      /IncompatibleProtocols: .*'HTTP' and 'TCP'$/,
    );
    await expect(listener(first, await group("far", "HTTP", other.id))).rejects.toThrow(
      /InvalidConfigurationRequest: Target group '.*' is in a different VPC than load balancer '.*'$/,
    );
    await listener(first, web);
    await expect(listener(second, web)).rejects.toThrow("TargetGroupAssociationLimit");
  });

  test("listen on a port once, and keep their target groups", async () => {
    const balancer = await aws.create(LOAD_BALANCER, { internal: true, subnets: subnets.slice(0, 2) });
    const targets = await aws.create(TARGET_GROUP, { name: "web", port: 80, protocol: "HTTP", vpcId: vpc.id });
    const inputs = {
      loadBalancerArn: balancer.id,
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: targets.id }],
    };
    const listener = await aws.create(LISTENER, inputs);
    expect(listener.id).toContain(":listener/app/");
    await expect(aws.create(LISTENER, inputs)).rejects.toThrow("DuplicateListener");
    await expect(aws.delete(targets)).rejects.toThrow(
      `ResourceInUse: Target group '${targets.id}' is currently in use`,
    );
    await expect(
      aws.create(LISTENER, { ...inputs, port: 81, defaultActions: [{ type: "forward", targetGroupArn: "arn:x" }] }),
    ).rejects.toThrow("TargetGroupNotFound");
    const certificate = (region: string) => `arn:aws:acm:${region}:000000000000:certificate/1`;
    const secure = { ...inputs, port: 443, protocol: "HTTPS", certificateArn: certificate("us-east-1") };
    await expect(aws.create(LISTENER, secure)).rejects.toThrow(
      `ValidationError: Certificate ARN '${certificate("us-east-1")}' is not valid`,
    );
    await aws.create(LISTENER, { ...secure, certificateArn: certificate("eu-central-1") });
    await aws.delete(balancer);
    await aws.delete(targets);
    expect(aws.replaces(targets, { port: 81 })).toEqual(["port"]);
    expect(aws.count()).toBe(4);
  });

  test.each<[string, Properties, string]>([
    [LISTENER, { protocol: "HTTPS" }, "certificateArn is required for protocol HTTPS, but it is missing"],
    [
      LISTENER,
      { sslPolicy: "ELBSecurityPolicy-2016-08" },
      "sslPolicy cannot be given unless the protocol is HTTPS or TLS",
    ],
    [
      LISTENER,
      { defaultActions: [{ type: "redirect" }] },
      "defaultActions[0].redirect is required for type redirect, but it is missing",
    ],
    [
      TARGET_GROUP,
      { name: "-web" },
      'name is "-web", but must be 1 to 32 of letters, digits and hyphens, with no hyphen at either end',
    ],
    [
      LOAD_BALANCER,
      { name: "internal-web" },
      'name is "internal-web", but must be a name that does not begin with "internal-"',
    ],
  ])("check %s %j", (type, inputs, problem) => {
    const good = {
      [LISTENER]: { loadBalancerArn: "arn", port: 443, defaultActions: [{ type: "forward", targetGroupArn: "arn" }] },
      [TARGET_GROUP]: { port: 80, protocol: "HTTP", vpcId: "vpc-1" },
      [LOAD_BALANCER]: { subnets: ["subnet-1"] },
    }[type];
    expect(aws.problems(type, { ...good, ...inputs })).toEqual([problem]);
  });
});
