import { resource } from "../../helpers/judge.ts";
import { tagged } from "./awsStack.ts";

/** The zones of the network. */
export const zones = ["a", "b"] as const;
/** What subnets are for. */
export const roles = ["private", "public", "data"] as const;
/** The network, as what lies in it names it. */
export const vpc = { vpcId: "vpc-1" };
/** Every IPv4 address. */
export const everywhere = "0.0.0.0/0";

const subnets = roles.flatMap((role, group) =>
  zones.flatMap((zone, index) => [
    tagged("aws:ec2/subnet:Subnet", `${role}-${zone}`, {
      ...vpc,
      cidrBlock: `10.40.${String(group * 2 + index)}.0/24`,
      mapPublicIpOnLaunch: false,
    }),
    tagged("aws:ec2/routeTable:RouteTable", `${role}-${zone}-table`, vpc),
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `${role}-${zone}-association`, {
      subnetId: `subnet-${role}-${zone}`,
      routeTableId: `rtb-${role}-${zone}`,
    }),
  ]),
);

const route = (name: string, table: string, way: object) =>
  resource("aws:ec2/route:Route", name, { routeTableId: `rtb-${table}`, destinationCidrBlock: everywhere, ...way });

/** Ways of a network: public subnets to the internet, private ones out of it, data subnets nowhere. */
export const ways = [
  ...subnets.filter(({ type }) => type.endsWith("Association")),
  ...zones.map((zone) => route(`public-${zone}-route`, `public-${zone}`, { gatewayId: "igw-1" })),
  ...zones.map((zone) => route(`private-${zone}-route`, `private-${zone}`, { natGatewayId: "nat-1" })),
];

/** A network with its subnets, and ways in and out. */
export const base = [
  tagged("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.40.0.0/20", enableDnsSupport: true }),
  tagged("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "default", { ...vpc, ingress: [], egress: [] }),
  ...subnets.filter(({ type }) => !type.endsWith("Association")),
  ...ways,
  tagged("aws:ec2/internetGateway:InternetGateway", "internet", vpc),
  tagged("aws:ec2/eip:Eip", "address", { domain: "vpc" }),
  tagged("aws:ec2/natGateway:NatGateway", "nat", { subnetId: "subnet-public-a", allocationId: "eipalloc-1" }),
];
