/** A network as a tenant has it, through its life under the real engine. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Eip } from "@pulumi/aws/ec2/eip.js";
import { FlowLog } from "@pulumi/aws/ec2/flowLog.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { NetworkAcl } from "@pulumi/aws/ec2/networkAcl.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import { interpolate } from "@pulumi/pulumi";
import { SandboxStack } from "../../helpers/sandboxStack.ts";

let stack: SandboxStack;
beforeEach(() => {
  stack = new SandboxStack();
});
afterEach(() => {
  stack.remove();
});

function network({ interval, port }: { interval: number; port: number }) {
  return () => {
    const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
    const gateway = new InternetGateway("internet", { vpcId: vpc.id });
    const open = new Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const closed = new Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
    const address = new Eip("nat", {}, { dependsOn: gateway });
    const nat = new NatGateway("nat", { subnetId: open.id, allocationId: address.id }, { dependsOn: gateway });
    const out = new RouteTable("public", {
      vpcId: vpc.id,
      routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
    });
    const inner = new RouteTable("private", { vpcId: vpc.id });
    new Route("out", { routeTableId: inner.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
    new RouteTableAssociation("public", { subnetId: open.id, routeTableId: out.id });
    new RouteTableAssociation("private", { subnetId: closed.id, routeTableId: inner.id });
    const group = new SecurityGroup("endpoints", { vpcId: vpc.id });
    new SecurityGroupIngressRule("https", {
      securityGroupId: group.id,
      cidrIpv4: vpc.cidrBlock,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
    });
    new VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.eu-central-1.s3", routeTableIds: [inner.id] });
    new VpcEndpoint("ssm", {
      vpcId: vpc.id,
      serviceName: "com.amazonaws.eu-central-1.ssm",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [closed.id],
      securityGroupIds: [group.id],
    });
    new NetworkAcl("data", {
      vpcId: vpc.id,
      subnetIds: [closed.id],
      ingress: [{ ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: "10.0.0.0/16", fromPort: 0, toPort: 0 }],
    });
    const bucket = new Bucket("logs", { bucket: "tenantry-test-flow-logs" });
    new FlowLog("all", {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: interpolate`${bucket.arn}/acme/`,
      maxAggregationInterval: interval,
    });
    return Promise.resolve({ publicIp: nat.publicIp });
  };
}

test("create, nothing to do, update and replace, destroy", async () => {
  const before = { interval: 600, port: 443 };
  const created = await stack.up(network(before));
  expect(created.errors).toEqual([]);
  expect(created.changes).toEqual({ create: 19 });
  expect(created.outputs["publicIp"]).toMatch(/^198\.1[89]\./);
  expect((await stack.up()).changes).toEqual({ same: 19 });
  expect((await stack.up(network({ ...before, interval: 60, port: 444 }))).changes).toEqual({
    same: 17,
    update: 1,
    replace: 1,
  });
  expect((await stack.destroy()).changes).toEqual({ delete: 19 });
  expect(stack.inventory((inventory) => inventory.list().map(({ id }) => id))).toEqual([]);
});
