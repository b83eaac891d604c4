/** Amazon VPC: networks, subnets and how they are connected. */
import { accepted, refused, type Case } from "../case.ts";
import { network, publicZones, securityGroup, subnet, twoZones } from "../fixtures.ts";

/** Cases of networks and subnets. */
export const networkCases: readonly Case[] = [
  accepted("ec2:CreateVpc", "a network of /16", (aws) => () => network(aws)),
  accepted("ec2:CreateVpc", "a network of /28", (aws) => () => network(aws, "10.0.0.0/28")),
  refused("ec2:CreateVpc", "InvalidVpc.Range", "a network of /15", (aws) => () => network(aws, "10.0.0.0/15")),
  refused("ec2:CreateVpc", "InvalidVpc.Range", "a network of /29", (aws) => () => network(aws, "10.0.0.0/29")),
  refused(
    "ec2:CreateVpc",
    "InvalidParameterValue",
    "a network whose block is no block",
    (aws) => () => network(aws, "10.0.0.300/16"),
    { inPreview: "cidrBlock" },
  ),
  accepted(
    "ec2:CreateVpc",
    "a network whose block has host bits set, which AWS would clear",
    (aws) => () => network(aws, "10.0.0.1/16"),
    { inPreview: "cidrBlock" },
  ),
  refused("ec2:CreateVpc", "VpcLimitExceeded", "a sixth network in a region", async (aws) => {
    for (let index = 0; index < 5; index++) await network(aws, `10.${String(index)}.0.0/16`);
    return () => network(aws, "10.5.0.0/16");
  }),
  accepted("ec2:DeleteVpc", "a network without anything in it", async (aws) => {
    const vpc = await network(aws);
    return () => aws.delete(vpc);
  }),
  refused("ec2:DeleteVpc", "DependencyViolation", "a network with a subnet", async (aws) => {
    const { vpc } = await twoZones(aws);
    return () => aws.delete(vpc);
  }),
  refused("ec2:DeleteVpc", "DependencyViolation", "a network with an internet gateway", async (aws) => {
    const vpc = await network(aws);
    await aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id });
    return () => aws.delete(vpc);
  }),
  refused("ec2:DeleteVpc", "DependencyViolation", "a network with a security group", async (aws) => {
    const vpc = await network(aws);
    await securityGroup(aws, vpc, "web");
    return () => aws.delete(vpc);
  }),
  refused("ec2:DeleteVpc", "DependencyViolation", "a network with a route table", async (aws) => {
    const vpc = await network(aws);
    await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    return () => aws.delete(vpc);
  }),
  accepted("ec2:DeleteVpc", "a network from which all was taken away again", async (aws) => {
    const { vpc, first, second, gateway } = await publicZones(aws);
    const group = await securityGroup(aws, vpc, "web");
    for (const made of [group, gateway, second, first]) await aws.delete(made);
    return () => aws.delete(vpc);
  }),
  accepted("ec2:CreateSubnet", "a subnet beside another", async (aws) => {
    const vpc = await network(aws);
    await subnet(aws, vpc, 0, "a");
    return () => subnet(aws, vpc, 1, "a");
  }),
  refused("ec2:CreateSubnet", "InvalidSubnet.Range", "a subnet outside of its network", async (aws) => {
    const vpc = await network(aws, "10.1.0.0/16");
    return () => subnet(aws, vpc, 0, "a");
  }),
  refused("ec2:CreateSubnet", "InvalidSubnet.Range", "a subnet of /29", async (aws) => {
    const vpc = await network(aws);
    return () => aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/29" });
  }),
  refused("ec2:CreateSubnet", "InvalidSubnet.Range", "a subnet larger than its network", async (aws) => {
    const vpc = await network(aws, "10.0.0.0/24");
    return () => aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/23" });
  }),
  refused("ec2:CreateSubnet", "InvalidSubnet.Conflict", "a subnet in the addresses of another", async (aws) => {
    const vpc = await network(aws);
    await subnet(aws, vpc, 1, "a");
    return () => aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.128/25" });
  }),
  refused("ec2:CreateSubnet", "InvalidSubnet.Conflict", "a subnet around another", async (aws) => {
    const vpc = await network(aws);
    await subnet(aws, vpc, 1, "a");
    return () => aws.create("aws:ec2/subnet:Subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/20" });
  }),
  refused("ec2:CreateSubnet", "InvalidParameterValue", "a subnet in a zone that is not there", async (aws) => {
    const vpc = await network(aws);
    return () => subnet(aws, vpc, 0, "z");
  }),
  refused(
    "ec2:CreateSubnet",
    "InvalidVpcID.NotFound",
    "a subnet of a network that is not there",
    (aws) => () => aws.create("aws:ec2/subnet:Subnet", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.0.0/24" }),
  ),
  refused("ec2:DeleteSubnet", "DependencyViolation", "a subnet with a NAT gateway", async (aws) => {
    const { first } = await publicZones(aws);
    await aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, connectivityType: "private" });
    return () => aws.delete(first);
  }),
  accepted("ec2:AttachInternetGateway", "the gateway of a network", async (aws) => {
    const vpc = await network(aws);
    return () => aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id });
  }),
  refused("ec2:AttachInternetGateway", "InvalidParameterValue", "a second gateway of a network", async (aws) => {
    const { vpc } = await publicZones(aws);
    return () => aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: vpc.id });
  }),
  refused(
    "ec2:AttachInternetGateway",
    "InvalidVpcID.NotFound",
    "the gateway of a network that is not there",
    (aws) => () => aws.create("aws:ec2/internetGateway:InternetGateway", { vpcId: "vpc-0123456789abcdef0" }),
  ),
  refused(
    "ec2:DetachInternetGateway",
    "DependencyViolation",
    "the gateway of a network with public addresses",
    async (aws) => {
      const { first, gateway } = await publicZones(aws);
      const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
      await aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, allocationId: address.id });
      return () => aws.delete(gateway);
    },
  ),
];
