import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import * as pulumi from "@pulumi/pulumi";

import type { IaasBundlePlan } from "./bundle.ts";

/** Arguments of {@link TenantNetwork}. */
export interface TenantNetworkArgs {
  /** The VPC's name and range, and its subnets. A changed range replaces the VPC. */
  readonly network: IaasBundlePlan["network"];
  /** Tags of everything in the network; each gets a `Name` besides. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A VPC of the tenant's own with private subnets, no way in or out yet, and a default security group that allows nothing. */
export class TenantNetwork extends pulumi.ComponentResource {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The private subnets' ids, in the order of their zones. */
  readonly privateSubnetIds: pulumi.Output<string[]>;

  constructor(name: string, args: TenantNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("tenantry:iaas:TenantNetwork", name, {}, opts);
    const parent = { parent: this };
    const tags = (part?: string): Record<string, string> => ({
      ...args.tags,
      Name: part === undefined ? args.network.name : `${args.network.name}/${part}`,
    });
    const vpc = new Vpc(
      name,
      { cidrBlock: args.network.cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: tags() },
      parent,
    );
    // Managing the default group without rules removes the ones that AWS creates it with.
    new DefaultSecurityGroup(
      `${name}-default`,
      { vpcId: vpc.id, ingress: [], egress: [], tags: tags("default") },
      parent,
    );
    const routes = new RouteTable(`${name}-private`, { vpcId: vpc.id, tags: tags("private") }, parent);
    const subnets = args.network.subnets.map((plan) => {
      const subnet = new Subnet(
        `${name}-${plan.name}`,
        {
          vpcId: vpc.id,
          cidrBlock: plan.cidr,
          availabilityZone: plan.availabilityZone,
          mapPublicIpOnLaunch: false,
          tags: tags(plan.name),
        },
        parent,
      );
      new RouteTableAssociation(`${name}-${plan.name}`, { subnetId: subnet.id, routeTableId: routes.id }, parent);
      return subnet;
    });
    this.vpcId = vpc.id;
    this.privateSubnetIds = pulumi.all(subnets.map((subnet) => subnet.id));
    this.registerOutputs({ vpcId: this.vpcId, privateSubnetIds: this.privateSubnetIds });
  }
}
