/** A network as a tenant has it. */
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
import { interpolate, type Output } from "@pulumi/pulumi";

/** What may differ between two runs. */
interface Settings {
  /** Seconds between a flow log's records; a change replaces it. */
  readonly interval: number;
  /** Port of a rule; a change updates it. */
  readonly port: number;
}

/** What other programs build on. */
export interface Network {
  readonly vpc: Vpc;
  /** Private ones in two zones. */
  readonly subnets: readonly [Subnet, Subnet];
  readonly group: SecurityGroup;
  readonly publicIp: Output<string>;
}

/** Makes the network. */
export function network({ interval, port }: Settings): Network {
  const vpc = new Vpc("net", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const gateway = new InternetGateway("internet", { vpcId: vpc.id });
  const open = new Subnet("public", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
  const closed = new Subnet("private", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
  const other = new Subnet("other", {
    vpcId: vpc.id,
    cidrBlock: "10.0.2.0/24",
    availabilityZone: "eu-central-1b",
  });
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
  return { vpc, subnets: [closed, other], group, publicIp: nat.publicIp };
}
