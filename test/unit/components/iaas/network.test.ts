import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantNetwork } from "../../../../components/iaas/network.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../helpers/renderComponent.ts";

const tags = { "tenantry:tenant": "acme" };

describe("a tenant's network", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    rendered = await renderComponent(() => {
      const network = {
        name: "acme--web",
        cidr: "10.40.0.0/20",
        subnets: [
          { name: "private-a", role: "private" as const, cidr: "10.40.0.0/24", availabilityZone: "eu-central-1a" },
          { name: "private-b", role: "private" as const, cidr: "10.40.1.0/24", availabilityZone: "eu-central-1b" },
        ],
      };
      const { vpcId, privateSubnetIds } = new TenantNetwork("web", { network, tags });
      return { vpcId, privateSubnetIds };
    });
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup web-default < web",
      "aws:ec2/routeTable:RouteTable web-private < web",
      "aws:ec2/routeTableAssociation:RouteTableAssociation web-private-a < web",
      "aws:ec2/routeTableAssociation:RouteTableAssociation web-private-b < web",
      "aws:ec2/subnet:Subnet web-private-a < web",
      "aws:ec2/subnet:Subnet web-private-b < web",
      "aws:ec2/vpc:Vpc web < web",
      "tenantry:iaas:TenantNetwork web < tenantry-test",
    ]);
  });

  test("has the range it is given, and names", () => {
    expect(inputsOf(rendered, "aws:ec2/vpc:Vpc")).toEqual({
      cidrBlock: "10.40.0.0/20",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { ...tags, Name: "acme--web" },
    });
  });

  test("puts each subnet into its zone, without public addresses, and routes it nowhere", () => {
    expect(inputsOf(rendered, "aws:ec2/subnet:Subnet", "web-private-b")).toEqual({
      vpcId: "web-id",
      cidrBlock: "10.40.1.0/24",
      availabilityZone: "eu-central-1b",
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: "acme--web/private-b" },
    });
    expect(inputsOf(rendered, "aws:ec2/routeTable:RouteTable")).toEqual({
      vpcId: "web-id",
      tags: { ...tags, Name: "acme--web/private" },
    });
    const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    expect(inputsOf(rendered, type, "web-private-b")).toEqual({
      subnetId: "web-private-b-id",
      routeTableId: "web-private-id",
    });
  });

  test("empties the default security group", () => {
    expect(inputsOf(rendered, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")).toEqual({
      vpcId: "web-id",
      ingress: [],
      egress: [],
      tags: { ...tags, Name: "acme--web/default" },
    });
  });

  test("tells its ids, subnets in the order of the plan", () => {
    expect(rendered.outputs).toEqual({ vpcId: "web-id", privateSubnetIds: ["web-private-a-id", "web-private-b-id"] });
  });
});
