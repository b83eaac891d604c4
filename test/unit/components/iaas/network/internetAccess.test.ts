import { describe, expect, test } from "@jest/globals";

import { InternetAccess, type InternetAccessArgs } from "../../../../../components/iaas/network/internetAccess.ts";
import { inputsOf, renderComponent, treeOf, type RenderedComponent } from "../../../../helpers/renderComponent.ts";

const tags = (part: string) => ({ "tenantry:tenant": "acme", Name: `acme--web/${part}` });
const zones = ["a", "b"].map((letter) => ({
  letter,
  publicSubnetId: `public-${letter}`,
  privateRouteTableId: `table-${letter}`,
}));

const render = (natGateways: InternetAccessArgs["natGateways"]): Promise<RenderedComponent> =>
  renderComponent(() => {
    const access = new InternetAccess("web", { vpcId: "vpc-1", zones, natGateways, tags });
    return access.outboundAddresses;
  });

const publicSide = [
  "aws:ec2/internetGateway:InternetGateway web < web",
  "aws:ec2/route:Route web-public < web",
  "aws:ec2/routeTable:RouteTable web-public < web",
  "aws:ec2/routeTableAssociation:RouteTableAssociation web-public-a < web",
  "aws:ec2/routeTableAssociation:RouteTableAssociation web-public-b < web",
];
const self = "tenantry:iaas:InternetAccess web < tenantry-test";
const nat = (letter: string): string[] => [
  `aws:ec2/eip:Eip web-nat-${letter} < web`,
  `aws:ec2/natGateway:NatGateway web-nat-${letter} < web`,
];
const out = (letter: string): string => `aws:ec2/route:Route web-private-${letter} < web`;

describe("a network's ways to the internet", () => {
  test.each<[InternetAccessArgs["natGateways"], string[], string[]]>([
    ["none", [], []],
    ["one", [...nat("a"), out("a"), out("b")], ["address of web-nat-a"]],
    ["per-zone", [...nat("a"), ...nat("b"), out("a"), out("b")], ["address of web-nat-a", "address of web-nat-b"]],
  ])("with NAT gateways: %s", async (natGateways, more, addresses) => {
    const rendered = await render(natGateways);
    expect(treeOf(rendered).toSorted()).toEqual([self, ...publicSide, ...more].toSorted());
    expect(rendered.outputs).toEqual(addresses);
  });

  test("public subnets go out through the internet gateway", async () => {
    const rendered = await render("none");
    expect(inputsOf(rendered, "aws:ec2/internetGateway:InternetGateway")).toEqual({
      vpcId: "vpc-1",
      tags: tags("internet"),
    });
    expect(inputsOf(rendered, "aws:ec2/route:Route")).toEqual({
      routeTableId: "web-public-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "web-id",
    });
    expect(inputsOf(rendered, "aws:ec2/routeTableAssociation:RouteTableAssociation", "web-public-b")).toEqual({
      subnetId: "public-b",
      routeTableId: "web-public-id",
    });
  });

  test.each([
    ["one", "web-nat-a-id"],
    ["per-zone", "web-nat-b-id"],
  ] as const)("with %s, private subnets of the second zone go out through %s", async (natGateways, natGatewayId) => {
    const rendered = await render(natGateways);
    expect(inputsOf(rendered, "aws:ec2/route:Route", "web-private-b")).toEqual({
      routeTableId: "table-b",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId,
    });
    expect(inputsOf(rendered, "aws:ec2/natGateway:NatGateway", "web-nat-a")).toEqual({
      subnetId: "public-a",
      allocationId: "web-nat-a-id",
      tags: tags("nat-a"),
    });
    expect(inputsOf(rendered, "aws:ec2/eip:Eip", "web-nat-a")).toEqual({ domain: "vpc", tags: tags("nat-a") });
  });
});
