/** Elastic Load Balancing: load balancers, target groups and listeners. */
import type { Account } from "../account.ts";
import { accepted, refused, type Case } from "../case.ts";
import { network, publicZones, subnet, twoZones } from "../fixtures.ts";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGETS = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";

/** A load balancer with a target group and a listener on port 80. */
async function listening(aws: Account) {
  const { vpc, subnets } = await publicZones(aws);
  const balancer = await aws.create(BALANCER, { name: "web", subnets });
  const targets = await aws.create(TARGETS, { name: "web", port: 80, protocol: "HTTP", vpcId: vpc.id });
  const inputs = {
    loadBalancerArn: balancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  };
  return { vpc, subnets, balancer, targets, inputs, listener: await aws.create(LISTENER, inputs) };
}

/** Cases of load balancers. */
export const balancingCases: readonly Case[] = [
  accepted("elasticloadbalancing:CreateLoadBalancer", "a public load balancer in two zones", async (aws) => {
    const { subnets } = await publicZones(aws);
    return () => aws.create(BALANCER, { name: "web", subnets });
  }),
  accepted(
    "elasticloadbalancing:CreateLoadBalancer",
    "an internal load balancer without an internet gateway",
    async (aws) => {
      const { subnets } = await twoZones(aws);
      return () => aws.create(BALANCER, { name: "web", subnets, internal: true });
    },
  ),
  refused("elasticloadbalancing:CreateLoadBalancer", "ValidationError", "one subnet", async (aws) => {
    const { first } = await publicZones(aws);
    return () => aws.create(BALANCER, { name: "web", subnets: [first.id] });
  }),
  refused(
    "elasticloadbalancing:CreateLoadBalancer",
    "InvalidConfigurationRequest",
    "two subnets in a zone",
    async (aws) => {
      const { vpc, first } = await publicZones(aws);
      const beside = await subnet(aws, vpc, 2, "a");
      return () => aws.create(BALANCER, { name: "web", subnets: [first.id, beside.id] });
    },
  ),
  refused(
    "elasticloadbalancing:CreateLoadBalancer",
    "InvalidSubnet",
    "a public one without an internet gateway",
    async (aws) => {
      const { subnets } = await twoZones(aws);
      return () => aws.create(BALANCER, { name: "web", subnets });
    },
  ),
  refused("elasticloadbalancing:CreateLoadBalancer", "SubnetNotFound", "subnets that are not there", async (aws) => {
    await publicZones(aws);
    const subnets = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
    return () => aws.create(BALANCER, { name: "web", subnets });
  }),
  refused(
    "elasticloadbalancing:CreateLoadBalancer",
    "InvalidSecurityGroup",
    "a group that is not there",
    async (aws) => {
      const { subnets } = await publicZones(aws);
      return () => aws.create(BALANCER, { name: "web", subnets, securityGroups: ["sg-0123456789abcdef0"] });
    },
  ),
  refused(
    "elasticloadbalancing:CreateLoadBalancer",
    "DuplicateLoadBalancerName",
    "a name that is taken",
    async (aws) => {
      const { subnets } = await publicZones(aws);
      await aws.create(BALANCER, { name: "web", subnets });
      return () => aws.create(BALANCER, { name: "web", subnets, internal: true });
    },
  ),
  refused(
    "elasticloadbalancing:CreateLoadBalancer",
    "ValidationError",
    "a name of 33 characters",
    async (aws) => {
      const { subnets } = await publicZones(aws);
      return () => aws.create(BALANCER, { name: "w".repeat(33), subnets });
    },
    { inPreview: "name" },
  ),
  refused(
    "elasticloadbalancing:DeleteLoadBalancer",
    "OperationNotPermitted",
    "a protected load balancer",
    async (aws) => {
      const { subnets } = await publicZones(aws);
      const balancer = await aws.create(BALANCER, { name: "web", subnets, enableDeletionProtection: true });
      return () => aws.delete(balancer);
    },
  ),
  accepted("elasticloadbalancing:DeleteLoadBalancer", "a load balancer with a listener", async (aws) => {
    const { balancer } = await listening(aws);
    return () => aws.delete(balancer);
  }),
  refused("elasticloadbalancing:CreateTargetGroup", "DuplicateTargetGroupName", "a name that is taken", async (aws) => {
    const vpc = await network(aws);
    await aws.create(TARGETS, { name: "web", port: 80, protocol: "HTTP", vpcId: vpc.id });
    return () => aws.create(TARGETS, { name: "web", port: 8080, protocol: "HTTP", vpcId: vpc.id });
  }),
  ...["w".repeat(33), "-web", "web.acme"].map((name) =>
    refused(
      "elasticloadbalancing:CreateTargetGroup",
      "ValidationError",
      `the name "${name}"`,
      async (aws) => {
        const vpc = await network(aws);
        return () => aws.create(TARGETS, { name, port: 80, protocol: "HTTP", vpcId: vpc.id });
      },
      { inPreview: "name" },
    ),
  ),
  refused(
    "elasticloadbalancing:CreateTargetGroup",
    "ValidationError",
    "a network that is not there",
    (aws) => () => aws.create(TARGETS, { name: "web", port: 80, protocol: "HTTP", vpcId: "vpc-0123456789abcdef0" }),
  ),
  refused("elasticloadbalancing:DeleteTargetGroup", "ResourceInUse", "targets that a listener has", async (aws) => {
    const { targets } = await listening(aws);
    return () => aws.delete(targets);
  }),
  accepted("elasticloadbalancing:DeleteTargetGroup", "targets that no listener has any more", async (aws) => {
    const { targets, listener } = await listening(aws);
    await aws.delete(listener);
    return () => aws.delete(targets);
  }),
  refused("elasticloadbalancing:CreateListener", "DuplicateListener", "a port that is taken", async (aws) => {
    const { inputs } = await listening(aws);
    return () => aws.create(LISTENER, inputs);
  }),
  refused("elasticloadbalancing:CreateListener", "TargetGroupNotFound", "targets that are not there", async (aws) => {
    const { inputs, targets } = await listening(aws);
    const targetGroupArn = targets.arn.replace(/[^/]+$/, "0123456789abcdef");
    return () => aws.create(LISTENER, { ...inputs, port: 81, defaultActions: [{ type: "forward", targetGroupArn }] });
  }),
  refused(
    "elasticloadbalancing:CreateListener",
    "LoadBalancerNotFound",
    "a load balancer that is not there",
    async (aws) => {
      const { inputs, balancer } = await listening(aws);
      const loadBalancerArn = balancer.arn.replace(/[^/]+$/, "0123456789abcdef");
      return () => aws.create(LISTENER, { ...inputs, loadBalancerArn });
    },
  ),
  refused(
    "elasticloadbalancing:CreateListener",
    "InvalidConfigurationRequest",
    "targets of another network",
    async (aws) => {
      const { inputs } = await listening(aws);
      const other = await network(aws, "10.1.0.0/16");
      const targets = await aws.create(TARGETS, { name: "far", port: 80, protocol: "HTTP", vpcId: other.id });
      const defaultActions = [{ type: "forward", targetGroupArn: targets.arn }];
      return () => aws.create(LISTENER, { ...inputs, port: 81, defaultActions });
    },
  ),
  refused("elasticloadbalancing:CreateListener", "IncompatibleProtocols", "targets that speak TCP", async (aws) => {
    const { vpc, inputs } = await listening(aws);
    const targets = await aws.create(TARGETS, { name: "raw", port: 80, protocol: "TCP", vpcId: vpc.id });
    const defaultActions = [{ type: "forward", targetGroupArn: targets.arn }];
    return () => aws.create(LISTENER, { ...inputs, port: 81, defaultActions });
  }),
  refused(
    "elasticloadbalancing:CreateListener",
    "TargetGroupAssociationLimit",
    "another one's targets",
    async (aws) => {
      const { inputs, subnets } = await listening(aws);
      const other = await aws.create(BALANCER, { name: "other", subnets });
      return () => aws.create(LISTENER, { ...inputs, loadBalancerArn: other.arn });
    },
  ),
];
