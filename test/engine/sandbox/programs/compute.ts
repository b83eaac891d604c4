/** A group of machines behind a load balancer. */
import { Group } from "@pulumi/aws/autoscaling/group.js";
import { Policy } from "@pulumi/aws/autoscaling/policy.js";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import { Listener } from "@pulumi/aws/lb/listener.js";
import { LoadBalancer } from "@pulumi/aws/lb/loadBalancer.js";
import { TargetGroup } from "@pulumi/aws/lb/targetGroup.js";
import type { Foundation } from "./foundation.ts";
import type { Network } from "./network.ts";

/** What may differ between two runs. */
interface Settings {
  /** Most machines; a change updates the group. */
  readonly most: number;
  /** Where the targets listen; a change replaces the target group, which the listener follows. */
  readonly port: number;
}

/** Makes the machines. */
export function compute({ vpc, subnets, group }: Network, { profile }: Foundation, { most, port }: Settings): void {
  const template = new LaunchTemplate("machines", {
    imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
    instanceType: "t4g.small",
    iamInstanceProfile: { arn: profile.arn },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 20 } }],
    vpcSecurityGroupIds: [group.id],
  });
  const subnetIds = subnets.map((subnet) => subnet.id);
  const balancer = new LoadBalancer("web", { internal: true, subnets: subnetIds, securityGroups: [group.id] });
  const targets = new TargetGroup("web", { port, protocol: "HTTP", vpcId: vpc.id });
  new Listener("web", {
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: "HTTPS",
    certificateArn: "arn:aws:acm:eu-central-1:000000000000:certificate/1",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  const machines = new Group("machines", {
    launchTemplate: { id: template.id, version: "$Latest" },
    vpcZoneIdentifiers: subnetIds,
    minSize: 1,
    maxSize: most,
    targetGroupArns: [targets.arn],
    tags: [{ key: "tenant", value: "acme", propagateAtLaunch: true }],
  });
  new Policy("cpu", {
    autoscalingGroupName: machines.name,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
      targetValue: 60,
    },
  });
}
