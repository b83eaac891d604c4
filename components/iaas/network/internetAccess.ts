import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import * as pulumi from "@pulumi/pulumi";

/** A zone of a network with a public subnet. */
export interface PublicZone {
  /** The zone's letter, such as `a`; part of names. */
  readonly letter: string;
  readonly publicSubnetId: pulumi.Input<string>;
  /** The route table of the zone's private subnet. */
  readonly privateRouteTableId: pulumi.Input<string>;
}

/** Arguments of {@link InternetAccess}. */
export interface InternetAccessArgs {
  readonly vpcId: pulumi.Input<string>;
  /** In the order in which the network uses them. */
  readonly zones: readonly PublicZone[];
  /**
   * `none`: public subnets reach the internet, private ones do not. `one`: private subnets of all zones go out through the first
   * zone; cheaper, and out of service with it. `per-zone`: each through its own.
   */
  readonly natGateways: "none" | "one" | "per-zone";
  /** Tags of a part of the network, by the part's name. */
  readonly tags: (part: string) => Readonly<Record<string, string>>;
}

const everywhere = "0.0.0.0/0";

/** The ways between a network and the internet: an internet gateway for public subnets, NAT gateways out of private ones. */
export class InternetAccess extends pulumi.ComponentResource {
  /** The addresses that private subnets are seen with outside, in the order of the NAT gateways. */
  readonly outboundAddresses: pulumi.Output<string[]>;

  constructor(name: string, args: InternetAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:InternetAccess", name, {}, opts);
    const parent = { parent: this };
    const { vpcId, zones, tags } = args;
    const internet = new InternetGateway(name, { vpcId, tags: tags("internet") }, parent);
    const table = new RouteTable(`${name}-public`, { vpcId, tags: tags("public") }, parent);
    new Route(
      `${name}-public`,
      { routeTableId: table.id, destinationCidrBlock: everywhere, gatewayId: internet.id },
      parent,
    );
    for (const { letter, publicSubnetId } of zones) {
      const association = { subnetId: publicSubnetId, routeTableId: table.id };
      new RouteTableAssociation(`${name}-public-${letter}`, association, parent);
    }
    const natZones = args.natGateways === "none" ? [] : args.natGateways === "one" ? zones.slice(0, 1) : zones;
    const gateways = natZones.map(({ letter, publicSubnetId }) => {
      const address = new Eip(`${name}-nat-${letter}`, { domain: "vpc", tags: tags(`nat-${letter}`) }, parent);
      const gateway = new NatGateway(
        `${name}-nat-${letter}`,
        { subnetId: publicSubnetId, allocationId: address.id, tags: tags(`nat-${letter}`) },
        // AWS asks for it: without the internet gateway a NAT gateway has no way out, and it must go before it.
        { ...parent, dependsOn: internet },
      );
      return { address, gateway };
    });
    for (const [index, { letter, privateRouteTableId }] of zones.entries()) {
      const nat = gateways[index] ?? gateways[0];
      if (nat === undefined) continue;
      const route = {
        routeTableId: privateRouteTableId,
        destinationCidrBlock: everywhere,
        natGatewayId: nat.gateway.id,
      };
      new Route(`${name}-private-${letter}`, route, parent);
    }
    this.outboundAddresses = pulumi.all(gateways.map(({ address }) => address.publicIp));
    this.registerOutputs({ outboundAddresses: this.outboundAddresses });
  }
}
