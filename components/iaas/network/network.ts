import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";

import type { NetworkPlan, SubnetPlan, SubnetRole } from "./plan.ts";
import { ServiceEndpoints } from "./endpoints.ts";
import { FlowLogs } from "./flowLogs.ts";
import { InternetAccess } from "./internetAccess.ts";
import { NetworkAcls } from "./networkAcls.ts";

/** Arguments of {@link TenantNetwork}. */
export interface TenantNetworkArgs {
  /** The VPC's name and range, its subnets and ways out. A changed range replaces the VPC. */
  readonly network: NetworkPlan;
  /** The policy that bounds the role of flow logs; unbounded when absent. */
  readonly permissionsBoundary?: pulumi.Input<string>;
  /** The key that encrypts flow logs; a key of CloudWatch's own when absent. */
  readonly keyArn?: pulumi.Input<string>;
  /** Tags of everything in the network; each gets a `Name` besides. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A subnet with its plan and, where routes of its own matter, its route table. */
interface PlacedSubnet {
  readonly plan: SubnetPlan;
  readonly id: pulumi.Output<string>;
  readonly routeTableId: pulumi.Output<string> | undefined;
}

/**
 * A VPC of the tenant's own: private subnets, each with its route table; data subnets that share one without a way out; public subnets
 * and ways to the internet where the plan has them; and a default security group that allows nothing.
 */
export class TenantNetwork extends pulumi.ComponentResource {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The private subnets' ids, in the order of their zones. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** The public subnets' ids, in the order of their zones. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** The data subnets' ids, in the order of their zones. */
  readonly dataSubnetIds: pulumi.Output<string[]>;
  /** The addresses that private subnets are seen with outside; empty without NAT gateways. */
  readonly outboundAddresses: pulumi.Output<string[]>;

  constructor(name: string, args: TenantNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:TenantNetwork", name, {}, opts);
    const parent = { parent: this };
    const { network } = args;
    const tags = (part?: string): Record<string, string> => ({
      ...args.tags,
      Name: part === undefined ? network.name : `${network.name}/${part}`,
    });
    const vpc = new Vpc(
      name,
      { cidrBlock: network.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tags() },
      parent,
    );
    // Managing the default group without rules removes the ones that AWS creates it with.
    new DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: vpc.id, ingress: [], egress: [], tags: tags("default") },
      parent,
    );
    const routeTable = (part: string): RouteTable =>
      new RouteTable(`${name}-${part}`, { vpcId: vpc.id, tags: tags(part) }, parent);
    const dataTable = network.subnets.some(({ role }) => role === "data") ? routeTable("data") : undefined;
    const subnets = network.subnets.map((plan): PlacedSubnet => {
      const { name: part, role, cidr, availabilityZone } = plan;
      const { id } = new Subnet(
        `${name}-${part}`,
        { vpcId: vpc.id, cidrBlock: cidr, availabilityZone, mapPublicIpOnLaunch: false, tags: tags(part) },
        parent,
      );
      // Public subnets get their routes from what gives them their way out.
      const table = role === "private" ? routeTable(part) : role === "data" ? dataTable : undefined;
      if (table !== undefined) {
        new RouteTableAssociation(`${name}-${part}`, { subnetId: id, routeTableId: table.id }, parent);
      }
      return { plan, id, routeTableId: table?.id };
    });
    const zones = publicZones(subnets);
    const internet =
      zones.length === 0
        ? undefined
        : new InternetAccess(name, { vpcId: vpc.id, zones, natGateways: network.natGateways, tags }, parent);
    const subnetIds = (role: SubnetRole): pulumi.Output<string>[] =>
      subnets.filter(({ plan }) => plan.role === role).map(({ id }) => id);
    if (network.networkAcls === true) {
      const byRole = { private: subnetIds("private"), public: subnetIds("public"), data: subnetIds("data") };
      new NetworkAcls(name, { vpcId: vpc.id, cidr: network.cidr, subnetIds: byRole, tags }, parent);
    }
    if (network.serviceEndpoints !== undefined) {
      const routeTableIds = [...new Set(subnets.flatMap(({ routeTableId }) => routeTableId ?? []))];
      const places = { routeTableIds, subnetIds: subnetIds("private") };
      const endpoints = { ...network.serviceEndpoints, cidr: network.cidr, ...places, tags };
      new ServiceEndpoints(name, { vpcId: vpc.id, ...endpoints }, parent);
    }
    if (network.flowLogs !== undefined) {
      const { permissionsBoundary, keyArn } = args;
      const guards = {
        ...(permissionsBoundary !== undefined && { permissionsBoundary }),
        ...(keyArn !== undefined && { keyArn }),
      };
      const flows = { vpcId: vpc.id, ...network.flowLogs, ...guards, tags: tags("flows") };
      new FlowLogs(`${name}-flows`, flows, parent);
    }
    this.vpcId = vpc.id;
    this.privateSubnetIds = pulumi.all(subnetIds("private"));
    this.publicSubnetIds = pulumi.all(subnetIds("public"));
    this.dataSubnetIds = pulumi.all(subnetIds("data"));
    this.outboundAddresses = internet?.outboundAddresses ?? pulumi.output([]);
    this.registerOutputs({
      vpcId: this.vpcId,
      privateSubnetIds: this.privateSubnetIds,
      publicSubnetIds: this.publicSubnetIds,
      dataSubnetIds: this.dataSubnetIds,
      outboundAddresses: this.outboundAddresses,
    });
  }
}

/** The zones that have a public subnet, with the route table of their private one. */
function publicZones(
  subnets: readonly PlacedSubnet[],
): { letter: string; publicSubnetId: pulumi.Output<string>; privateRouteTableId: pulumi.Output<string> }[] {
  return subnets
    .filter(({ plan }) => plan.role === "public")
    .flatMap(({ plan, id }) => {
      const zone = plan.availabilityZone;
      const twin = subnets.find((other) => other.plan.role === "private" && other.plan.availabilityZone === zone);
      if (twin?.routeTableId === undefined) return [];
      return [{ letter: zone.slice(-1), publicSubnetId: id, privateRouteTableId: twin.routeTableId }];
    });
}
