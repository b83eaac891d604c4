import { beforeAll, describe, expect, test } from "@jest/globals";

import { TenantNetwork } from "../../../../../components/iaas/network/network.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

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
        natGateways: "none" as const,
      };
      const { vpcId, privateSubnetIds, outboundAddresses } = new TenantNetwork("web", { network, tags });
      return { vpcId, privateSubnetIds, outboundAddresses };
    });
  });

  test("is the parent of everything that belongs to it", () => {
    expect(treeOf(rendered)).toEqual([
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup web-default < web",
      "aws:ec2/routeTable:RouteTable web-private-a < web",
      "aws:ec2/routeTable:RouteTable web-private-b < web",
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
    expect(inputsOf(rendered, "aws:ec2/routeTable:RouteTable", "web-private-b")).toEqual({
      vpcId: "web-id",
      tags: { ...tags, Name: "acme--web/private-b" },
    });
    const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    expect(inputsOf(rendered, type, "web-private-b")).toEqual({
      subnetId: "web-private-b-id",
      routeTableId: "web-private-b-id",
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
    expect(rendered.outputs).toEqual({
      vpcId: "web-id",
      privateSubnetIds: ["web-private-a-id", "web-private-b-id"],
      outboundAddresses: [],
    });
  });
});

describe("a network with everything that a tier can switch on", () => {
  let rendered: RenderedComponent;
  beforeAll(async () => {
    const subnets = ["a", "b"].flatMap((letter) =>
      (["private", "public", "data"] as const).map((role) => ({
        name: `${role}-${letter}`,
        role,
        cidr: "10.40.0.0/28",
        availabilityZone: `eu-central-1${letter}`,
      })),
    );
    rendered = await renderComponent(() => {
      const made = new TenantNetwork("web", {
        network: {
          name: "acme--web",
          cidr: "10.40.0.0/20",
          subnets,
          natGateways: "per-zone",
          serviceEndpoints: { region: "eu-central-1", interfaces: ["ssm"] },
          flowLogs: { logGroupName: "/tenantry/acme", retentionDays: 30, roleName: "acme", accountId: "111122223333" },
        },
        tags,
      });
      const { publicSubnetIds, dataSubnetIds, outboundAddresses } = made;
      return { publicSubnetIds, dataSubnetIds, outboundAddresses };
    });
  });

  test("has a component for each way out, and one route table for all data", () => {
    const counts = Object.entries(Object.groupBy(rendered.resources, ({ type }) => type));
    expect(Object.fromEntries(counts.map(([type, resources = []]) => [type, resources.length]))).toEqual({
      "aws:cloudwatch/logGroup:LogGroup": 1,
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": 1,
      "aws:ec2/eip:Eip": 2,
      "aws:ec2/flowLog:FlowLog": 1,
      "aws:ec2/internetGateway:InternetGateway": 1,
      "aws:ec2/natGateway:NatGateway": 2,
      "aws:ec2/route:Route": 3,
      "aws:ec2/routeTable:RouteTable": 4,
      "aws:ec2/routeTableAssociation:RouteTableAssociation": 6,
      "aws:ec2/securityGroup:SecurityGroup": 1,
      "aws:ec2/subnet:Subnet": 6,
      "aws:ec2/vpc:Vpc": 1,
      "aws:ec2/vpcEndpoint:VpcEndpoint": 2,
      "aws:iam/role:Role": 1,
      "aws:iam/rolePolicy:RolePolicy": 1,
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": 1,
      "tenantry:iaas:FlowLogs": 1,
      "tenantry:iaas:InternetAccess": 1,
      "tenantry:iaas:ServiceEndpoints": 1,
      "tenantry:iaas:TenantNetwork": 1,
    });
  });

  test("no subnet gives out public addresses, and data has no way out", () => {
    const subnets = rendered.resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    expect(subnets.map(({ inputs }) => inputs["mapPublicIpOnLaunch"])).toEqual(Array(6).fill(false));
    const routes = rendered.resources.filter(({ type }) => type === "aws:ec2/route:Route");
    expect(routes.map(({ inputs }) => inputs["routeTableId"])).not.toContain("web-data-id");
  });

  test("reaches S3 from private and data subnets", () => {
    expect(inputsOf(rendered, "aws:ec2/vpcEndpoint:VpcEndpoint", "web-s3")["routeTableIds"]).toEqual([
      "web-private-a-id",
      "web-data-id",
      "web-private-b-id",
    ]);
  });

  test("tells its ids and addresses by zone", () => {
    expect(rendered.outputs).toEqual({
      publicSubnetIds: ["web-public-a-id", "web-public-b-id"],
      dataSubnetIds: ["web-data-a-id", "web-data-b-id"],
      outboundAddresses: ["address of web-nat-a", "address of web-nat-b"],
    });
  });
});

test("a network with lists at its borders puts every subnet into that of its role", async () => {
  const rendered = await renderComponent(() => {
    const subnets = (["private", "data"] as const).map((role, index) => {
      const name = `${role}-a`;
      return { name, role, cidr: `10.40.${String(index)}.0/24`, availabilityZone: "eu-central-1a" };
    });
    const network = { name: "acme--web", cidr: "10.40.0.0/20", subnets, natGateways: "none" as const };
    new TenantNetwork("web", { network: { ...network, networkAcls: true }, tags });
    return {};
  });
  const listOf = (role: string) => inputsOf(rendered, "aws:ec2/networkAcl:NetworkAcl", `web-${role}`)["subnetIds"];
  expect([listOf("private"), listOf("data")]).toEqual([["web-private-a-id"], ["web-data-a-id"]]);
});
