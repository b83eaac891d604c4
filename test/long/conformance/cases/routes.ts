/** Amazon VPC: addresses, NAT gateways, route tables and routes. */
import { accepted, refused, type Case } from "../case.ts";
import { network, publicZones, twoZones } from "../fixtures.ts";

const everywhere = "0.0.0.0/0";

/** Cases of addresses, NAT gateways and routes. */
export const routeCases: readonly Case[] = [
  accepted("ec2:AllocateAddress", "an address", (aws) => () => aws.create("aws:ec2/eip:Eip", { domain: "vpc" })),
  refused("ec2:AllocateAddress", "AddressLimitExceeded", "a sixth address in a region", async (aws) => {
    for (let count = 0; count < 5; count++) await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    return () => aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
  }),
  refused("ec2:ReleaseAddress", "InvalidIPAddress.InUse", "the address of a NAT gateway", async (aws) => {
    const { first } = await publicZones(aws);
    const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    await aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, allocationId: address.id });
    return () => aws.delete(address);
  }),
  accepted("ec2:ReleaseAddress", "an address that nothing uses any more", async (aws) => {
    const { first } = await publicZones(aws);
    const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    const gateway = await aws.create("aws:ec2/natGateway:NatGateway", {
      subnetId: first.id,
      allocationId: address.id,
    });
    await aws.delete(gateway);
    return () => aws.delete(address);
  }),
  accepted("ec2:CreateNatGateway", "a gateway in a public network", async (aws) => {
    const { first } = await publicZones(aws);
    const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    return () => aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, allocationId: address.id });
  }),
  refused("ec2:CreateNatGateway", "Gateway.NotAttached", "a public gateway in a private network", async (aws) => {
    const { first } = await twoZones(aws);
    const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    return () => aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, allocationId: address.id });
  }),
  refused("ec2:CreateNatGateway", "Resource.AlreadyAssociated", "a gateway with another's address", async (aws) => {
    const { first, second } = await publicZones(aws);
    const address = await aws.create("aws:ec2/eip:Eip", { domain: "vpc" });
    await aws.create("aws:ec2/natGateway:NatGateway", { subnetId: first.id, allocationId: address.id });
    return () => aws.create("aws:ec2/natGateway:NatGateway", { subnetId: second.id, allocationId: address.id });
  }),
  refused("ec2:CreateNatGateway", "InvalidAllocationID.NotFound", "an address that is not there", async (aws) => {
    const { first } = await publicZones(aws);
    return () =>
      aws.create("aws:ec2/natGateway:NatGateway", {
        subnetId: first.id,
        allocationId: "eipalloc-0123456789abcdef0",
      });
  }),
  refused("ec2:CreateNatGateway", "InvalidSubnetID.NotFound", "a subnet that is not there", async (aws) => {
    await publicZones(aws);
    return () =>
      aws.create("aws:ec2/natGateway:NatGateway", {
        subnetId: "subnet-0123456789abcdef0",
        connectivityType: "private",
      });
  }),
  refused(
    "ec2:CreateRouteTable",
    "InvalidVpcID.NotFound",
    "a table of a network that is not there",
    (aws) => () => aws.create("aws:ec2/routeTable:RouteTable", { vpcId: "vpc-0123456789abcdef0" }),
  ),
  accepted("ec2:CreateRoute", "a route to the internet gateway", async (aws) => {
    const { vpc, gateway } = await publicZones(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    return () =>
      aws.create("aws:ec2/route:Route", {
        routeTableId: table.id,
        destinationCidrBlock: everywhere,
        gatewayId: gateway.id,
      });
  }),
  refused(
    "ec2:CreateRoute",
    "InvalidParameterValue",
    "a route to a block that is no block",
    async (aws) => {
      const { vpc, gateway } = await publicZones(aws);
      const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
      return () =>
        aws.create("aws:ec2/route:Route", {
          routeTableId: table.id,
          destinationCidrBlock: "10.0.0.0.0/8",
          gatewayId: gateway.id,
        });
    },
    { inPreview: "destinationCidrBlock" },
  ),
  refused("ec2:CreateRoute", "RouteAlreadyExists", "a second route to a destination", async (aws) => {
    const { vpc, gateway } = await publicZones(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    const route = { routeTableId: table.id, destinationCidrBlock: everywhere, gatewayId: gateway.id };
    await aws.create("aws:ec2/route:Route", route);
    return () => aws.create("aws:ec2/route:Route", route);
  }),
  refused(
    "ec2:CreateRoute",
    "RouteAlreadyExists",
    "a route to the network itself, which is there from the start",
    async (aws) => {
      const { vpc, gateway } = await publicZones(aws);
      const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
      return () =>
        aws.create("aws:ec2/route:Route", {
          routeTableId: table.id,
          destinationCidrBlock: "10.0.0.0/16",
          gatewayId: gateway.id,
        });
    },
  ),
  refused("ec2:CreateRoute", "InvalidGatewayID.NotFound", "a route to a gateway that is not there", async (aws) => {
    const vpc = await network(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    return () =>
      aws.create("aws:ec2/route:Route", {
        routeTableId: table.id,
        destinationCidrBlock: everywhere,
        gatewayId: "igw-0123456789abcdef0",
      });
  }),
  refused(
    "ec2:CreateRoute",
    "InvalidNatGatewayID.NotFound",
    "a route to a NAT gateway that is not there",
    async (aws) => {
      const vpc = await network(aws);
      const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
      return () =>
        aws.create("aws:ec2/route:Route", {
          routeTableId: table.id,
          destinationCidrBlock: everywhere,
          natGatewayId: "nat-0123456789abcdef0",
        });
    },
  ),
  refused("ec2:CreateRoute", "InvalidParameterValue", "a route to another network's gateway", async (aws) => {
    const { gateway } = await publicZones(aws);
    const other = await network(aws, "10.1.0.0/16");
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: other.id });
    return () =>
      aws.create("aws:ec2/route:Route", {
        routeTableId: table.id,
        destinationCidrBlock: everywhere,
        gatewayId: gateway.id,
      });
  }),
  refused("ec2:CreateRoute", "InvalidRouteTableID.NotFound", "a route of a table that is not there", async (aws) => {
    const { gateway } = await publicZones(aws);
    return () =>
      aws.create("aws:ec2/route:Route", {
        routeTableId: "rtb-0123456789abcdef0",
        destinationCidrBlock: everywhere,
        gatewayId: gateway.id,
      });
  }),
  accepted("ec2:DeleteNatGateway", "a gateway that a route leads to", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const gateway = await aws.create("aws:ec2/natGateway:NatGateway", {
      subnetId: first.id,
      connectivityType: "private",
    });
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    await aws.create("aws:ec2/route:Route", {
      routeTableId: table.id,
      destinationCidrBlock: everywhere,
      natGatewayId: gateway.id,
    });
    return () => aws.delete(gateway);
  }),
  refused("ec2:AssociateRouteTable", "Resource.AlreadyAssociated", "a second table of a subnet", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    const other = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    const token = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    await aws.create(token, { routeTableId: table.id, subnetId: first.id });
    return () => aws.create(token, { routeTableId: other.id, subnetId: first.id });
  }),
  refused("ec2:AssociateRouteTable", "InvalidParameterValue", "a table of another network", async (aws) => {
    const { first } = await twoZones(aws);
    const other = await network(aws, "10.1.0.0/16");
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: other.id });
    return () =>
      aws.create("aws:ec2/routeTableAssociation:RouteTableAssociation", {
        routeTableId: table.id,
        subnetId: first.id,
      });
  }),
  refused("ec2:DeleteRouteTable", "DependencyViolation", "a table that a subnet has", async (aws) => {
    const { vpc, first } = await twoZones(aws);
    const table = await aws.create("aws:ec2/routeTable:RouteTable", { vpcId: vpc.id });
    await aws.create("aws:ec2/routeTableAssociation:RouteTableAssociation", {
      routeTableId: table.id,
      subnetId: first.id,
    });
    return () => aws.delete(table);
  }),
];
